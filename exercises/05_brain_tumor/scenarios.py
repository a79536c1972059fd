"""What the child does with a case: builds models, drives callbacks, trains on numbered images, reads logs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from grader.child.compiled import changed_rate, losses_of
from grader.child.drive import drive
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.spy import numbered_images, spy_model
from grader.child.submission import Submission
from grader.child.tiny import tiny_model

Case = dict[str, Any]
IMAGES = 6
CONVOLUTIONS = (keras.layers.Conv2D, keras.layers.SeparableConv2D)


def build(case: Case, submission: Submission, record: Record) -> None:
    """Build one model and look at it from outside."""
    with left_alone(record, building=True):
        model = submission.build_model(tuple(case["input_shape"]), **case["named"])
    x = np.random.default_rng(0).random((IMAGES, *case["input_shape"]), "float32")
    outputs = keras.ops.convert_to_numpy(model(x, training=False))
    record.value("convolutions", sum(isinstance(layer, CONVOLUTIONS) for layer in model._flatten_layers()))
    record.value("parameters", model.count_params())
    record.value("outputs", outputs)
    if outputs.shape != (IMAGES, case["classes"]):
        record.value("refused", f"the outputs for {IMAGES} images have the shape {outputs.shape}")
    elif case["learns"]:
        _learn(model, x, outputs, record)
    record.value("rate", changed_rate(model))


def _learn(model: Any, x: Any, outputs: Any, record: Record) -> None:
    """Take a step with integer labels, of which every other one is what the model predicts."""
    classes = range(outputs.shape[1])
    labels = (outputs.argmax(axis=1) + np.arange(len(x)) % 2) % len(classes)
    model.run_eagerly = True  # a single step is not worth a trace
    try:
        record.value("losses", losses_of(model, x[:1], len(classes), classes))
        record.value("evaluated", model.test_on_batch(x, labels, return_dict=True))
        record.value("trained", model.train_on_batch(x, labels, return_dict=True))
    except (ValueError, TypeError, tf.errors.InvalidArgumentError) as error:
        record.value("refused", f"{type(error).__name__}: {error}"[:300])


def one_set(case: Case, submission: Submission, record: Record) -> None:
    """Show one set of callbacks one curve."""
    drive(submission.make_callbacks(case["log_dir"]), case["epochs"], record, tiny_model(case["rate"]))


def two_sets(case: Case, submission: Submission, record: Record) -> None:
    """Make both sets first, one for a path and one for a string whose folder is there, then use each on its own model."""
    first, second = case["log_dirs"]
    with left_alone(record):
        one = submission.make_callbacks(Path(first))
        Path(second).mkdir(parents=True)
        other = submission.make_callbacks(log_dir=second)
    for callbacks in (one, other):
        drive(callbacks, case["epochs"], record, tiny_model(case["rate"]))


def list_reductions(case: Case, submission: Submission, record: Record) -> None:
    """Ask for the reductions of a history whose other values say nothing about them."""
    rates = case["rates"]
    history = keras.callbacks.History()
    history.epoch = list(range(len(rates) or 3))
    history.history = {key: [0.5] * len(history.epoch) for key in ("accuracy", "loss", "val_accuracy", "val_loss")}
    history.history |= {"learning_rate": rates} if rates else {}
    with left_alone(record):
        reductions = submission.reductions(history)
    record.value("reductions", reductions)


def train_on_numbered_images(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` train a model that notes which images it is shown."""
    labels = _sorted_labels(case)
    options = case["options"] and case["options"] | {"epochs": len(case["epochs"])}
    model = spy_model(case["epochs"], case["rate"], enough=case.get("enough"))
    try:
        history = submission.train(model, numbered_images(len(labels)), labels, case["log_dir"], **options)
        record.value("returned", _history(history))
    finally:
        record.value("seen", model.script.seen)


def train_a_real_model(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` train the learner's own model, with all arguments by name."""
    labels = _sorted_labels(case)
    generator = np.random.default_rng(case["training_seed"])
    images = generator.random((len(labels), *case["input_shape"]), "float32")
    images += labels[:, None, None, None] / 4
    model = submission.build_model(input_shape=tuple(case["input_shape"]), num_classes=4)
    model.run_eagerly = True  # a handful of steps is not worth a trace
    log_dir = record.folder / case["log_dir"]
    history = submission.train(model=model, x_train=images / 2, y_train=labels, log_dir=log_dir, **case["options"])
    record.value("returned", _history(history))


def read_logs(case: Case, submission: Submission, record: Record) -> None:
    """Note the epochs of each epoch-wise value that event files hold, by folder."""
    found: dict[str, list[int]] = {}
    for file in sorted(Path(case["folder"]).rglob("*tfevents*")):
        folder = str(file.parent.relative_to(case["folder"]))
        found.setdefault(folder, [])
        for event in tf.compat.v1.train.summary_iterator(str(file)):
            found[folder] += [event.step for value in event.summary.value if value.tag.startswith("epoch_")]
    record.value("logs", {folder: sorted(set(steps)) for folder, steps in found.items()})


def _sorted_labels(case: Case) -> Any:
    return np.repeat(np.arange(len(case["sizes"])), case["sizes"])


def _history(returned: Any) -> Any:
    """Return the keys of a History, or what was returned instead."""
    if isinstance(returned, keras.callbacks.History):
        return sorted(returned.history)
    return f"{type(returned).__name__}"
