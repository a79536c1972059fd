"""Proofs of reasons-for-your-own: what a callback of one's own can do during a training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
from PIL import Image

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, data
from tests.quiz_proofs.scripted import epochs_run, train

prove = proofs_of("reasons-for-your-own")
EPOCHS = 3


def _fit(model: Any, *callbacks: Any) -> None:
    model.fit(*data(), epochs=EPOCHS, batch_size=BATCH_SIZE, verbose=0, callbacks=list(callbacks))


class _AddsALayer(keras.callbacks.Callback):
    """Adds a layer after the first epoch, and keeps its weights and those of the layer before it."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if epoch == 0:
            self.model.add(keras.layers.Dense(2, activation="softmax"))
            self.weights = [layer.kernel.numpy() for layer in self.model.layers]


def _trains_a_late_layer(eagerly: bool) -> bool:
    model, adds = tiny_model(rate=0.5), _AddsALayer()
    model.run_eagerly = eagerly
    try:
        _fit(model, adds)
    except ValueError as error:
        if "This optimizer can only be called for the variables it was originally built with" not in str(error):
            raise
    was_there, late = (
        not np.array_equal(layer.kernel.numpy(), before)
        for layer, before in zip(model.layers, adds.weights, strict=True)
    )
    assert was_there or eagerly, "the remaining epochs trained nothing"
    return late


@prove("a")
def test_a_late_layer_is_trained() -> bool:
    """Look at the weights of a layer that came after the first epoch; Keras ignores it, or refuses to go on."""
    return any(_trains_a_late_layer(eagerly) for eagerly in (False, True))


class _WeighsTheWeights(keras.callbacks.Callback):
    """Keeps the size of the weights after each epoch, and the weights themselves to check it."""

    def on_train_begin(self, logs: Any = None) -> None:
        self.sizes: list[float] = []
        self.weights: list[Any] = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.sizes.append(float(keras.ops.norm(self.model.layers[0].kernel)))
        self.weights.append(self.model.layers[0].kernel.numpy())


@prove("b")
def test_logs_what_no_built_in_callback_writes() -> bool:
    """The sizes are right, differ from epoch to epoch, and are no number that Keras itself logs."""
    model, weighs = tiny_model(rate=0.5), _WeighsTheWeights()
    _fit(model, weighs)
    right = np.allclose(weighs.sizes, [np.linalg.norm(weight) for weight in weighs.weights])
    logged = {round(value, 4) for values in model.history.history.values() for value in values}
    new = not logged & {round(size, 4) for size in weighs.sizes}
    return bool(right and new) and len(set(weighs.sizes)) == EPOCHS


class _StopsBelowAThirdOfTheFirst(keras.callbacks.Callback):
    """Stops when the loss is less than a third of what it was in the first epoch."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if epoch == 0:
            self.first = logs["loss"]
        if logs["loss"] < self.first / 3:
            self.model.stop_training = True


@prove("c")
def test_stops_on_a_condition_of_its_own() -> bool:
    """The loss falls below a third in the fourth of six epochs."""
    losses = [8.0, 4.0, 3.0, 2.0, 1.0, 0.5]
    return epochs_run(train([1.0] * 6, _StopsBelowAThirdOfTheFirst(), losses=losses)) == 4


class _DrawsPredictions(keras.callbacks.Callback):
    """Draws after each epoch how sure the model is of each class, for four samples."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        shades = 255 * self.model.predict(data()[0][:4], verbose=0)
        Image.fromarray(shades.astype("uint8")).save(f"epoch_{epoch}.png")


@prove("d")
def test_draws_predictions() -> bool:
    """There is a picture for each epoch, and no two are the same."""
    _fit(tiny_model(rate=0.5), _DrawsPredictions())
    pictures = [Image.open(path) for path in sorted(Path().glob("epoch_*.png"))]
    return len(pictures) == len({picture.tobytes() for picture in pictures}) == EPOCHS
