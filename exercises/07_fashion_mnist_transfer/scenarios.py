"""What the child does with a case: builds networks, drives callbacks, runs trials, reads what was saved."""

from __future__ import annotations

import contextlib
import functools
import itertools
import zipfile
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from unittest import mock

import keras
import numpy as np
import tensorflow as tf

from grader.child.compiled import changed_rate, losses_of
from grader.child.drive import drive
from grader.child.event_files import steps_below
from grader.child.heads import head_of
from grader.child.layers import given_to, layer_named, seen_by
from grader.child.marked import Turns, marked_model
from grader.child.pretrained import enliven, first_kernel, stand_in_weights
from grader.child.probe import rate_of
from grader.child.record import Record
from grader.child.shared_numbers import left_alone
from grader.child.spy import numbered_images, spy_model
from grader.child.submission import Submission
from grader.child.tiny import marker_of, tiny_model

Case = dict[str, Any]
FILE = "best_model.keras"
UNREADABLE = (ValueError, OSError, TypeError, KeyError, AttributeError, zipfile.BadZipFile)
# The names that Keras gives to the first and to the last layer of MobileNetV2.
FIRST, LAST = "Conv1", "out_relu"
IMAGES, SEED, GENTLE = 3, 1, 0.4
FILL = functools.partial(enliven, seed=SEED)


def one_set(case: Case, submission: Submission, record: Record) -> None:
    """Show one set of callbacks one curve."""
    record.watch(Path(case["run_dir"]) / FILE)
    drive(submission.make_callbacks(case["run_dir"]), case["epochs"], record)


def two_sets(case: Case, submission: Submission, record: Record) -> None:
    """Make both sets first, one for a path and one for a string whose folder is there, then use each on its own model."""
    first, second = Path(case["run_dirs"][0]), record.folder / case["run_dirs"][1]
    with left_alone(record):
        one = submission.make_callbacks(first)
        second.mkdir(parents=True)
        other = submission.make_callbacks(run_dir=str(second))
    for callbacks in (one, other):
        drive(callbacks, case["epochs"], record, tiny_model())


def summarize(case: Case, submission: Submission, record: Record) -> None:
    """Ask for a summary; a pair of anything that is a number counts."""
    with left_alone(record):
        returned = submission.summarize(list(case["accuracies"]))
    record.value(
        "returned", [_number(one) for one in returned] if isinstance(returned, tuple | list) else repr(returned)
    )


def marked_trials(case: Case, submission: Submission, record: Record) -> None:
    """Run trials with models whose measurements tell which weights they hold."""
    turns, numbers_of_models = Turns(case["curves"]), itertools.count()

    def build() -> Any:
        return marked_model(turns, next(numbers_of_models))

    parts = [(np.array(part["x"], "float32")[:, None], np.array(part["y"])) for part in case["data"].values()]
    with _evaluations(*parts[:2]) as evaluated:
        if case["n_runs"] is None:
            Path(case["directory"], "run_1").mkdir(parents=True)  # as a trial that was broken off leaves it
            returned = submission.run_trials(build, *parts, case["directory"])
        else:
            numbers = {"n_runs": case["n_runs"], "epochs": case["epochs"]}
            data = dict(zip(("train_data", "val_data", "test_data"), parts, strict=True))
            directory = record.folder / case["directory"]
            returned = submission.run_trials(build=build, **data, directory=directory, **numbers)
    record.value("trained", turns.trained)
    record.value("starts", turns.starts)
    record.value("evaluated", len(evaluated))
    record.value("returned", _results(returned))


def spied_trials(case: Case, submission: Submission, record: Record) -> None:
    """Run trials with models that note which images they are shown."""
    count = sum(case["images"])
    images, labels = numbered_images(count), np.arange(count) % 4
    edges = np.cumsum([0, *case["images"]])
    parts = [(images[one:end], labels[one:end]) for one, end in pairwise(edges)]
    models: list[Any] = []

    def build() -> Any:
        models.append(spy_model(case["curves"][0], enough=case["epochs"]))
        return models[-1]

    try:
        submission.run_trials(build, *parts, case["directory"], case["n_runs"], case["epochs"])
    finally:
        record.value("seen", [model.script.seen for model in models if model.script.seen])


def build_as_asked(case: Case, submission: Submission, record: Record) -> None:
    """Build a network with every argument given; look at what its base is given, let it compute, reload and learn."""
    asked = case["asked"] | {"image_shape": tuple(case["asked"]["image_shape"])}
    with stand_in_weights(FILL) as asked_for:
        with left_alone(record, building=True):
            model = submission.build_model(*asked.values())
        images = _images(case["images"], asked["image_shape"][0])
        _describe(model, images, record)
        first, last = layer_named(model, FIRST), layer_named(model, LAST)
        if first is not None and last is not None:
            for kind in case["types"]:
                given = given_to(first, model, images.astype(kind))
                record.value(f"given_{kind}", None if given is None else [_quarters(image) for image in given])
                record.value("shape", None if given is None else list(given.shape[1:]))
            _use(model, last, images[-IMAGES:].astype("uint8"), case["rights"], record)
    record.value("asked_for", asked_for)
    record.value("changed_rate", changed_rate(model))


def build_by_default(case: Case, submission: Submission, record: Record) -> None:
    """Build the network that the defaults describe; nothing is computed with it but what its base is given."""
    with stand_in_weights(FILL) as asked_for:
        with left_alone(record, building=True):
            model = submission.build_model()
        images = _images(case["images"], 28)[:1].astype("uint8")
        _describe(model, images, record)
    record.value("asked_for", asked_for)
    first = layer_named(model, FIRST)
    if first is not None:
        record.value("shape", list(np.shape(given_to(first, model, images)))[1:])
        record.value("loaded", bool(np.allclose(first.kernel, first_kernel(first.kernel.shape, SEED))))


def read_models(case: Case, submission: Submission, record: Record) -> None:
    """Read every model of that name in safe mode: the epoch that its weights tell, or why it cannot be read."""
    found = {}
    for file in sorted(Path(case["folder"]).rglob(FILE)):
        try:
            held = marker_of(keras.models.load_model(file))
        except UNREADABLE as error:
            held = f"{type(error).__name__}: {error}"[:200]
        found[str(file.parent.relative_to(case["folder"]))] = held
    record.value("held", found)


def read_logs(case: Case, submission: Submission, record: Record) -> None:
    """Note which epochs the event files hold, by folder."""
    record.value("logs", steps_below(Path(case["folder"])))


@contextlib.contextmanager
def _evaluations(*others: Any) -> Iterator[list[Any]]:
    """Note every call of ``evaluate`` inside the block, apart from those on the x of ``others``."""
    calls: list[Any] = []
    original = keras.Model.evaluate

    def evaluate(self: Any, x: Any = None, *args: Any, **kwargs: Any) -> Any:
        calls.extend([x] * (not any(np.array_equal(x, other) for other, _ in others)))
        return original(self, x, *args, **kwargs)

    with mock.patch.object(keras.Model, "evaluate", evaluate):
        yield calls


def _number(value: Any) -> Any:
    """Return ``value`` as a float, or in words what it is instead; a text that tells a number is none."""
    try:
        return repr(value)[:100] if isinstance(value, str | bytes) else float(value)
    except (TypeError, ValueError):
        return repr(value)[:100]


def _whole(value: Any) -> Any:
    """Return ``value``, or in words what it is where it is no int."""
    return value if isinstance(value, int | np.integer) and not isinstance(value, bool) else repr(value)[:100]


def _results(returned: Any) -> Any:
    """Return the results as plain data: a list of dictionaries, or in words what they are instead."""
    if not isinstance(returned, list | tuple):
        return f"{type(returned).__name__}"
    return [
        {str(key): _whole(value) if key == "epochs" else _number(value) for key, value in one.items()}
        if isinstance(one, dict)
        else repr(one)[:200]
        for one in returned
    ]


def _describe(model: Any, images: Any, record: Record) -> None:
    if not isinstance(model, keras.Model):
        raise TypeError(f"`build_model` returned {type(model).__name__}, which is no model of Keras")
    if not model.built:  # a subclass has its weights once it has been called
        model(images, training=False)
    trainable, frozen = (
        sum(int(np.prod(weight.shape)) for weight in weights)
        for weights in (model.trainable_weights, model.non_trainable_weights)
    )
    record.value("trainable", trainable)
    record.value("frozen", frozen)
    record.value("rate", rate_of(model))
    record.value("base", layer_named(model, FIRST) is not None and layer_named(model, LAST) is not None)


def _images(levels: list[list[int]], side: int) -> Any:
    """Return grey images (n, side, side, 1) of four quarters, each of one level."""
    half = side // 2
    return np.stack([np.kron(np.reshape(four, (2, 2)), np.ones((half, half))) for four in levels])[..., None]


def _quarters(image: Any) -> dict[str, Any]:
    """Return the means of the inner parts of the four quarters, for each channel, and the extremes of the whole."""
    parts = [slice(len(image) * start // 16, len(image) * (start + 4) // 16) for start in (2, 10)]
    means = [image[rows, columns].mean(axis=(0, 1)).tolist() for rows, columns in product(parts, parts)]
    return {"quarters": means, "low": image.min(), "high": image.max()}


def _use(model: Any, last: Any, images: Any, rights: list[int], record: Record) -> None:
    """Compute the head from what the base gives, and compare; look at both again as in training; reload and learn."""
    enliven(model, SEED)
    for weight in model.trainable_weights:  # else the softmax is so sure that nothing moves it
        weight.assign(weight * GENTLE)
    drops = [layer for layer in model._flatten_layers() if isinstance(layer, keras.layers.Dropout)]
    outputs, seen = seen_by([last], model, images, training=False)
    record.value("outputs", outputs)
    if LAST not in seen or outputs.shape != (IMAGES, 10):
        return
    features = seen[LAST][1]
    record.value("head", head_of(model, features, outputs))
    _, in_training = seen_by([last, *drops], model, images, training=True)
    shapes = [[drop.rate, in_training[drop.name][0].shape[1:]] for drop in drops if drop.name in in_training]
    record.value("drops", shapes)
    record.value("same_in_training", bool(np.allclose(in_training[LAST][1], features, atol=1e-3 * features.std())))
    _reload(model, images, outputs, record)
    _learn(model, images, outputs, rights, record)


def _reload(model: Any, images: Any, outputs: Any, record: Record) -> None:
    """Save the network, load it in safe mode and compare."""
    try:
        model.save("reloaded.keras")
        reloaded = keras.models.load_model("reloaded.keras")
    except (*UNREADABLE, RuntimeError, NotImplementedError) as error:
        record.value("reloaded", f"{type(error).__name__}: {error}"[:300])
        return
    finally:
        Path("reloaded.keras").unlink(missing_ok=True)
    again = np.asarray(reloaded(images, training=False))
    same = again.shape == outputs.shape and np.allclose(again, outputs, atol=1e-4)
    record.value("reloaded", "other outputs" if not same else "same" if reloaded.compiled else "not compiled")


def _learn(model: Any, images: Any, outputs: Any, rights: list[int], record: Record) -> None:
    """Measure with integer labels, and take one step: what does it change?"""
    # The model is right on the first image alone.
    labels = (outputs.argmax(axis=1) + np.arange(len(images))) % 10
    model.run_eagerly = True  # a single step is not worth a trace
    before = {id(weight): np.array(weight) for weight in model.weights}
    try:
        record.value("losses", losses_of(model, images[:1], 10, rights))
        record.value("evaluated", model.test_on_batch(images, labels, return_dict=True))
        model.train_on_batch(images, labels)
    except (ValueError, TypeError, tf.errors.InvalidArgumentError) as error:
        record.value("refused", f"{type(error).__name__}: {error}"[:300])
    head = {id(weight) for weight in model.trainable_weights}
    changed = [weight for weight in model.weights if not np.array_equal(before[id(weight)], weight)]
    record.value("changed_inside", [weight.path for weight in changed if id(weight) not in head])
    record.value("learned", any(id(weight) in head for weight in changed))
