"""What the child does with a case: trainings whose predictions are foretold, a real one, and a look at the GIFs."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from grader.child.animations import frames_of
from grader.child.drive import drive
from grader.child.figures import Image
from grader.child.plotting import Seen, Watcher, install
from grader.child.record import Record
from grader.child.submission import Submission

Case = dict[str, Any]
BITS, CELL = 11, 2
CLOSE = 1e-4
LOGS = {"loss": 0.5, "accuracy": 0.5}
WATCHER = Watcher()
install(WATCHER)


def numbered_images(numbers: Any, shape: list[int], kind: str) -> Any:
    """Return images of ``shape``, each of which carries its number as a pattern of 24 cells: bright, dark, bits, not bits.

    Colour images carry it in red, and upside down in blue.
    """
    height, width, *channels = shape
    bits = np.asarray(numbers)[:, None] >> np.arange(BITS) & 1
    ends = np.ones((len(bits), 1), bits.dtype)
    cells = np.concatenate([ends, 1 - ends, bits, 1 - bits], axis=1).reshape(-1, height // CELL, width // CELL)
    images = cells.repeat(CELL, axis=1).repeat(CELL, axis=2).astype("float32") * 0.75 + 0.125
    if channels == [3]:
        images = np.stack([images, np.full_like(images, 0.5), 1 - images], axis=-1)
    images = images.reshape(-1, *shape)
    return (images * 255).astype("uint8") if kind == "uint8" else images


def number_of(pixels: Any, height: int, width: int) -> int | None:
    """Return the number that an image (height, width) carries, whatever it was scaled by, or None."""
    cells = pixels.astype("float64").reshape(height // CELL, CELL, width // CELL, CELL).mean(axis=(1, 3)).reshape(-1)
    bright = cells > (cells.max() + cells.min()) / 2
    bits, inverse = bright[2 : 2 + BITS], bright[2 + BITS :]
    whole = bright[0] and not bright[1] and (bits != inverse).all()
    return int(bits @ (1 << np.arange(BITS))) if whole else None


def samples_in(image: Image, shape: list[int]) -> Iterator[dict[str, Any]]:
    """Yield what one drawn image shows: a sample, several side by side, or (``number`` None) something else."""
    pixels, axes, x, y = image
    if pixels.ndim == 1:
        return
    planes = pixels[..., None] if pixels.ndim == 2 else pixels
    height, width = shape[:2]
    tiles = planes.shape[1] // width if planes.shape[0] == height and planes.shape[1] % width == 0 else 1
    for place, tile in enumerate(np.split(planes, tiles, axis=1)):
        tile = _fitted(tile, height, width)
        coloured = tile.shape[2] >= 3 and number_of(1 - tile[..., 2] / max(tile.max(), 1e-9), height, width) is not None
        # Colours are drawn as they are: whole numbers up to 255, others up to 1. Divided or multiplied they are black or white.
        coloured = coloured and (tile.max() > 128 if np.issubdtype(pixels.dtype, np.integer) else 0.5 < tile.max() <= 1)
        number = number_of(tile[..., 0], height, width)
        yield {"number": number, "coloured": coloured, "axes": axes, "x": x + place * 1e-6, "y": y, "tile": place}


def _fitted(tile: Any, height: int, width: int) -> Any:
    """Return ``tile`` in the size of the inputs: enlarging an image does not change what it shows."""
    if tile.shape[:2] == (height, width):
        return tile
    return np.asarray(tf.image.resize(tile.astype("float32"), (height, width), method="area"))


class Foretelling(keras.layers.Layer):
    """Tells for each numbered image the class that is foretold for it now: a row of ``table`` has one for each number."""

    def __init__(self, table: list[list[int]], classes: int, shape: list[int]) -> None:
        super().__init__()
        self._rows = np.array(table)
        self._classes, self._size, self._asked = classes, tuple(shape[:2]), ", ".join(map(str, shape))
        self._channels = [(3,)] if shape[2:] == [3] else [(), (1,)]
        self.now = 0

    def call(self, images: Any) -> Any:
        """Return the probabilities of each class."""
        outputs = tf.numpy_function(self.foretold, [images], tf.float32)
        return tf.ensure_shape(outputs, (None, self._classes))

    def compute_output_spec(self, images: Any) -> Any:
        """Return the shape of what ``call`` returns."""
        return keras.KerasTensor((images.shape[0], self._classes), "float32")

    def foretold(self, images: Any) -> Any:
        """Return nine tenths for the class that is foretold, and an even share of the rest for the others."""
        # As Keras does, this forgives a missing or needless dimension for a single channel.
        if images.ndim not in (3, 4) or images.shape[1:3] != self._size or images.shape[3:] not in self._channels:
            raise ValueError(f"the model expects images of shape (None, {self._asked}), but got shape={images.shape}")
        planes = images if images.ndim == 3 else images[..., 0]
        numbers = [number_of(one, *self._size) or 0 for one in planes]
        outputs = np.full((len(numbers), self._classes), 0.1 / (self._classes - 1), "float32")
        outputs[np.arange(len(numbers)), self._rows[self.now][numbers]] = 0.9
        return outputs


class Oracle(keras.Sequential):
    """A model that predicts what the case foretells; `predict` says what the real one says, in no time."""

    def predict(
        self, x: Any, batch_size: Any = None, verbose: Any = "auto", steps: Any = None, callbacks: Any = None
    ) -> Any:
        """Return the predictions, with the progress bar of Keras unless it is told to be quiet."""
        if not isinstance(x, np.ndarray | tf.Tensor):
            return super().predict(x, batch_size, verbose, steps, callbacks)
        if verbose != 0:
            bar = keras.utils.Progbar(1, verbose=1 if verbose == "auto" else int(verbose), unit_name="step")
            bar.update(1, finalize=True)
        return self.layers[-1].foretold(np.asarray(x))


class Before(keras.callbacks.Callback):
    """Comes before the submission's callbacks: says what is going on, and foretells when an epoch has trained."""

    def __init__(self, fit: int, foretelling: Foretelling | None = None) -> None:
        super().__init__()
        self._fit, self._foretelling, self._epoch = fit, foretelling, 0

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin: nothing is foretold before the first epoch has trained."""
        WATCHER.at = [self._fit, None]
        if self._foretelling:
            self._foretelling.now = 0

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Note the epoch."""
        self._epoch = epoch
        WATCHER.at = [self._fit, epoch]

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Foretell what this epoch predicts."""
        if self._foretelling:
            self._foretelling.now = self._epoch + 1

    def on_train_end(self, logs: Any = None) -> None:
        """Note that no epoch is going on."""
        WATCHER.at = [self._fit, None]


class After(keras.callbacks.Callback):
    """Comes after the submission's callbacks: looks at what they left; ends training after ``last`` where it is given."""

    def __init__(self, fit: int, last: int | None = None, inputs: Any = None) -> None:
        super().__init__()
        self._fit, self._last, self._inputs = fit, last, inputs
        self.open: list[list[Any]] = []
        self.answers: list[list[list[int]]] = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Look around, and note what a real model answers for each of the inputs."""
        WATCHER.look_around()
        self.open.append([self._fit, epoch, WATCHER.open()])
        if self._inputs is not None:
            outputs = np.asarray(self.model(self._inputs, training=False))
            self.answers.append([np.flatnonzero(row > row.max() - CLOSE).tolist() for row in outputs])
        if epoch == self._last:
            self.model.stop_training = True

    def on_train_end(self, logs: Any = None) -> None:
        """Look around."""
        WATCHER.look_around()
        self.open.append([self._fit, None, WATCHER.open()])


def animate(case: Case, submission: Submission, record: Record) -> None:
    """Make the callbacks of a case, then take them through its fits, with predictions that are foretold.

    Where they are ``apart``, each fit has one of them; else each has all.
    """
    WATCHER.restart()
    WATCHER.show_closes = case["show_closes"]
    shape, opened = case["shape"], []
    foretelling = Foretelling(case["foretold"], case["classes"], shape)
    model = Oracle([keras.Input(shape), foretelling])
    before = _generators()
    try:
        callbacks = [_made(submission, one, _data(one, shape), record) for one in case["callbacks"]]
        for number, fit in enumerate(case["fits"]):
            after = After(number, fit.get("last"))
            given = callbacks[number : number + 1] if case.get("apart") else callbacks
            around = [Before(number, foretelling), *given, after]
            opened.append(after)
            drive(around, [LOGS] * fit["epochs"], record, model, fit["initial_epoch"])
    finally:
        record.value("generators", [before, _generators()])
        _write(record, shape, opened)


def _data(one: Case, shape: list[int]) -> tuple[Any, Any]:
    """Return the images of a callback and their true classes."""
    numbers = np.arange(one["first"], one["first"] + len(one["truth"]))
    return numbered_images(numbers, shape, one["kind"]), np.array(one["truth"])


def _made(submission: Submission, one: Case, data: tuple[Any, Any], record: Record) -> Any:
    """Return a callback for ``data`` that is made as ``one`` says."""
    images, truth = data
    if not one["new_folder"]:
        Path(one["path"]).parent.mkdir(parents=True, exist_ok=True)
    path = {"str": str, "path": Path, "absolute": lambda path: record.folder / path}[one["path_as"]](one["path"])
    if one["by_name"]:
        return submission.VisCallback(inputs=images, ground_truth=truth, path=path, **one["options"])
    return submission.VisCallback(images, truth, path, *one["options"].values())


def train_twice(case: Case, submission: Submission, record: Record) -> None:
    """Train a real model without the callback, then once more, in the same way, with it."""
    WATCHER.restart()
    WATCHER.show_closes = case["show_closes"]
    record.watch_weights = True
    one, shape, orders, generators, opened = case["callbacks"][0], case["shape"], [], [], []
    data = images, truth = _data(one, shape)
    try:
        for number in range(2):
            record.start(case["training_seed"])
            model = _real_model(shape, case["classes"])
            # It gets the arrays that the model trains on: what it did to them would show.
            callbacks = [_made(submission, one, data, record)] if number else []
            after = After(number, inputs=images)
            opened.append(after)
            callbacks = [Before(number), *callbacks, after]
            model.fit(images, truth, epochs=case["fits"][0]["epochs"], batch_size=6, verbose=0, callbacks=callbacks)
            orders.append(model.order)
            generators.append(_generators())
    finally:
        record.value("orders", orders)
        record.value("generators", generators)
        record.value("answers", opened[-1].answers)
        _write(record, shape, opened)


class Noting(keras.Sequential):
    """Notes the numbers of the images that each batch trains on."""

    def train_step(self, data: Any) -> Any:
        """Train on a batch."""
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        images = np.asarray(x)
        self.order.append([number_of(image, *images.shape[1:3]) for image in images])
        return super().train_step(data)


def _real_model(shape: list[int], classes: int) -> Any:
    """Return a model that draws random numbers while it trains."""
    layers = [
        keras.Input(shape),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(classes, activation="softmax"),
    ]
    model = Noting(layers)
    model.order = []
    # A handful of steps is not worth a trace.
    model.compile(keras.optimizers.SGD(0.5), "sparse_categorical_crossentropy", run_eagerly=True)
    return model


def look_at_animations(case: Case, submission: Submission, record: Record) -> None:
    """Note what each of the GIFs holds that another run was asked for."""
    record.value("animations", {path: frames_of(Path(case["folder"]) / path) for path in case["paths"]})


def _generators() -> list[str]:
    """Return a digest of the state of NumPy's global generator and of Python's."""
    states = repr(np.random.get_state()[1:]) + str(np.random.get_state()[1].tobytes()), repr(random.getstate())
    return [hashlib.blake2b(state.encode(), digest_size=8).hexdigest() for state in states]


def _write(record: Record, shape: list[int], opened: list[After]) -> None:
    """Write what was seen of figures, and how many were open after each epoch and in the end (epoch None)."""
    record.value("figures", [_plain(one, shape) for one in WATCHER.seen])
    record.value("open", [count for after in opened for count in after.open])


def _plain(one: Seen, shape: list[int]) -> dict[str, Any]:
    fit, epoch = one.at or (None, None)
    samples = [sample for image in one.images for sample in samples_in(image, shape)]
    seen = {"how": one.how, "fit": fit, "epoch": epoch, "figure": one.figure, "look": one.look}
    return seen | {"texts": one.texts, "samples": sorted(samples, key=lambda sample: sample["x"])}
