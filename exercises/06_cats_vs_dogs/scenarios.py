"""What the child does with a case: loads data, builds models, drives callbacks, trains, reads what was saved."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from grader.child.compiled import changed_rate
from grader.child.drive import drive
from grader.child.pictures import Pictures, look_at
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.spy import numbered_images, spy_model
from grader.child.submission import Submission
from grader.child.tiny import marker_of, tiny_model

Case = dict[str, Any]
FILE = "best_cat_dog_model.keras"
IMAGES = 6
MOST_PARAMETERS = 5_000_000
LAYERS = {
    "Conv2D": (keras.layers.Conv2D, keras.layers.SeparableConv2D),
    "MaxPooling2D": (keras.layers.MaxPooling2D,),
    "Dense": (keras.layers.Dense,),
}
_known: list[Pictures] = []


def load(case: Case, submission: Submission, record: Record) -> None:
    """Load the data and go through both parts."""
    options = case["options"]
    with left_alone(record, building=True):
        parts = submission.load_data(*([tuple(options["image_size"]), options["batch_size"]] if options else []))
    _known[:] = _known or [Pictures("cats_vs_dogs")]
    pictures = _known[0]
    record.value("stored", pictures.labels)
    train, validation = parts
    for name, dataset in (("training", train), ("validation", validation)):
        enough = len(pictures.labels) + 1
        record.value(name, [look_at(dataset, pictures, enough) for _ in range(case["passes"])])


def build(case: Case, submission: Submission, record: Record) -> None:
    """Build one model and look at it from outside."""
    shape = case["input_shape"]
    with left_alone(record, building=True):
        model = submission.build_model(tuple(shape)) if shape else submission.build_model()
    x = np.random.default_rng(0).random((IMAGES, *(shape or (64, 64, 3))), "float32")
    outputs = keras.ops.convert_to_numpy(model(x, training=False))
    layers = list(model._flatten_layers())
    record.value("layers", {name: sum(isinstance(one, kinds) for one in layers) for name, kinds in LAYERS.items()})
    record.value("parameters", model.count_params())
    record.value("outputs", outputs)
    record.value("rate", changed_rate(model))
    if not shape and outputs.shape in ((IMAGES, 1), (IMAGES, 2)) and model.count_params() <= MOST_PARAMETERS:
        _learn(model, x, outputs, record)


def _learn(model: Any, x: Any, outputs: Any, record: Record) -> None:
    """Measure with integer labels, and take one step."""
    labels = np.array([0, 0, 1, 1, 1, 1])
    model.run_eagerly = True  # a single step is not worth a trace
    try:
        record.value(
            "losses", [[_loss(model, x[:1], right, said, outputs.shape) for said in (0, 1)] for right in (0, 1)]
        )
        record.value("beyond", _beyond_probabilities(model, x, outputs.shape))
        record.value("evaluated", model.test_on_batch(x, labels, return_dict=True))
        record.value("both_classes", _measured(model, x, outputs.shape))
        record.value("trained", model.train_on_batch(x, labels, return_dict=True))
    except (ValueError, TypeError, tf.errors.InvalidArgumentError) as error:
        record.value("refused", f"{type(error).__name__}: {error}"[:300])
    record.value("accuracies", _accuracies(outputs, labels))


def _loss(model: Any, x: Any, right: int, said: int, shape: tuple[int, ...]) -> float:
    """Return the loss of a model that is nearly sure of class ``said`` where ``right`` is right."""
    sure = np.array([[0.03, 0.97]] if said else [[0.97, 0.03]], "float32")
    outputs = sure[:, 1:] if shape[1] == 1 else sure
    return float(model.compute_loss(x=x, y=np.array([right]), y_pred=keras.ops.convert_to_tensor(outputs)))


def _beyond_probabilities(model: Any, x: Any, shape: tuple[int, ...]) -> dict[str, Any]:
    """Show how far the outputs go for very bright images, and what the loss makes of outputs below 0 and above 1."""
    bright = keras.ops.convert_to_numpy(model(1000 * x, training=False))
    far = [np.array([[value, -value]], "float32")[:, -shape[1] :] for value in (6, 2)]
    losses = [
        float(model.compute_loss(x=x[:1], y=np.array([1]), y_pred=keras.ops.convert_to_tensor(one))) for one in far
    ]
    return {"outputs": [float(bright.min()), float(bright.max())], "losses": losses}


def _measured(model: Any, x: Any, shape: tuple[int, ...]) -> list[Any]:
    """Return what the metrics make of answers of both classes, five of six right, and the accuracies that count as right."""
    dogs, labels = np.array([[0.03, 0.03, 0.03, 0.97, 0.97, 0.97]], "float32").T, np.array([0, 0, 1, 1, 1, 1])
    answers = dogs if shape[1] == 1 else np.hstack([1 - dogs, dogs])
    model.reset_metrics()
    measured = model.compute_metrics(x, labels, keras.ops.convert_to_tensor(answers))
    return [{name: float(value) for name, value in measured.items()}, _accuracies(answers, labels)]


def _accuracies(outputs: Any, labels: Any) -> list[float]:
    """Return the accuracies that count as right: one output may be a probability or a logit."""
    if outputs.shape[1] == 2:
        return [float((outputs.argmax(axis=1) == labels).mean())]
    return [float(((outputs[:, 0] > border) == labels).mean()) for border in (0.5, 0.0)]


def one_set(case: Case, submission: Submission, record: Record) -> None:
    """Show one set of callbacks one curve."""
    record.watch(Path(case["directory"]) / FILE)
    drive(submission.make_callbacks(case["directory"]), case["epochs"], record, tiny_model(case["rate"]))


def two_sets(case: Case, submission: Submission, record: Record) -> None:
    """Make both sets first, one for a path and one for a string whose folder is there, then use each on its own model."""
    first, second = Path(case["directories"][0]), record.folder / case["directories"][1]
    with left_alone(record):
        one = submission.make_callbacks(first)
        second.mkdir(parents=True)
        other = submission.make_callbacks(directory=str(second))
    for callbacks in (one, other):
        drive(callbacks, case["epochs"], record, tiny_model(case["rate"]))


def analyze_history(case: Case, submission: Submission, record: Record) -> None:
    """Ask for the analysis of a history that was recorded elsewhere."""
    ran = len(case["val_loss"])
    history = keras.callbacks.History()
    history.set_params({"verbose": 0, "epochs": case["epochs"], "steps": 10})
    history.epoch = list(range(ran))
    falling = [1.5 - 0.01 * epoch for epoch in range(ran)]
    history.history = {"accuracy": falling[::-1], "loss": falling}
    history.history |= {key: list(case[key]) for key in ("val_accuracy", "val_loss", "learning_rate") if case[key]}
    with left_alone(record):
        analysis = submission.analyze(history)
    record.value("analysis", analysis)


def train_on_numbered_images(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` train a model that notes which images it is shown."""
    record.watch(Path(case["directory"]) / FILE)
    training, validation = case["images"]
    images, labels = numbered_images(training + validation), np.arange(training + validation) % 2
    model = spy_model(case["epochs"], case["rate"], classes=2, enough=case.get("enough"))
    parts = [
        tf.data.Dataset.from_tensor_slices((images[part], labels[part])).batch(case["batch"])
        for part in (slice(training), slice(training, None))
    ]
    asked = [case["epochs_asked"]] if case["epochs_asked"] else []
    try:
        history = submission.train(model, *parts, case["directory"], *asked)
        record.value("returned", _history(history))
    finally:
        record.value("seen", [{part: epoch[part] for part in ("trained", "validated")} for epoch in model.script.seen])


def train_a_real_model(case: Case, submission: Submission, record: Record) -> None:
    """Let `train` train the learner's own model, by name, and validate it on the same images with wrong labels."""
    directory = record.folder / case["directory"]
    record.watch(directory / FILE)
    generator = np.random.default_rng(case["training_seed"])
    images, labels = generator.random((4, 64, 64, 3), "float32"), np.arange(4) % 2
    train_ds, val_ds = (
        tf.data.Dataset.from_tensor_slices((images, one)).batch(len(one)) for one in (labels, 1 - labels)
    )
    model = submission.build_model()
    if model.built and model.count_params() > MOST_PARAMETERS:
        raise ValueError(f"the model has {model.count_params():,} parameters, which are too many to train here")
    model.run_eagerly = True  # a handful of steps is not worth a trace
    history = submission.train(
        model=model,
        train_ds=train_ds,
        val_ds=val_ds,
        directory=directory,
        epochs=case["epochs_asked"],
    )
    record.value("returned", _history(history))


def read_model(case: Case, submission: Submission, record: Record) -> None:
    """Read every model of that name in safe mode: the epoch that its weights tell, or why it cannot be read."""
    found = {}
    for file in sorted(Path(case["folder"]).rglob(FILE)):
        try:
            held = marker_of(keras.models.load_model(file))
        except (ValueError, OSError, TypeError, KeyError, zipfile.BadZipFile) as error:
            held = f"{type(error).__name__}: {error}"[:200]
        found[str(file.parent.relative_to(case["folder"]))] = held
    record.value("held", found)


def _history(returned: Any) -> str:
    return "History" if isinstance(returned, keras.callbacks.History) else type(returned).__name__
