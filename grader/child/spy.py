"""A model that notes which images it trains on and validates on, while it measures what a script says."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader.child.scripted import Script, ScriptedAccuracy, ScriptedModel, Values, registered

_BITS = 14
_SIDE = 6


def numbered_images(count: int) -> Any:
    """Return images (count, 6, 6, 3), float32 from 0 to 1, each of which carries its position as a pattern.

    Every bit is there twice, once upside down, so that a scaled image can still be read and a mixed one cannot.
    """
    bits = np.arange(count)[:, None] >> np.arange(_BITS) & 1
    images = np.zeros((count, _SIDE * _SIDE * 3), "float32")
    images[:, : 2 * _BITS] = np.concatenate([bits, 1 - bits], axis=1)
    return images.reshape(count, _SIDE, _SIDE, 3)


def numbers_of(images: Any) -> list[int]:
    """Return the position that each image carries, whatever it was scaled by; -1 for one that carries none."""
    pattern = np.asarray(images, "float32").reshape(len(images), -1)[:, : 2 * _BITS]
    bright = pattern > (pattern.max(axis=1, keepdims=True) + pattern.min(axis=1, keepdims=True)) / 2
    bits, upside_down = bright[:, :_BITS], bright[:, _BITS:]
    whole = (bits != upside_down).all(axis=1)
    return [int(number) for number in np.where(whole, bits @ (1 << np.arange(_BITS)), -1)]


class Witness(Script):
    """Puts the scripted values in place and keeps what each epoch of ``fit`` was shown.

    ``seen`` has one dict an epoch: ``trained`` and ``validated`` (positions of images), ``trained_labels`` and
    ``validated_labels``, and ``batches`` (sizes of the training batches). ``enough`` is the number of epochs after
    which it ends training, however many were asked for.
    """

    def __init__(self, epochs: list[dict[str, float]], values: Values, enough: int | None) -> None:
        super().__init__(epochs, values)
        self.seen: list[dict[str, list[Any]]] = []
        self.measured: dict[str, Any] = {}
        self._enough = enough
        self._part: str | None = None

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Open the notes of this epoch."""
        super().on_epoch_begin(epoch, logs)
        self.seen.append({key: [] for key in ("trained", "trained_labels", "batches", "validated", "validated_labels")})
        self._part = "trained"

    def on_test_begin(self, logs: Any = None) -> None:
        """Note the images from now on as validated."""
        super().on_test_begin(logs)
        self._part = "validated"

    def on_test_end(self, logs: Any = None) -> None:
        """Note nothing until the next epoch: what a callback evaluates of its own accord is no validation."""
        self._part = None

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Mark the weights as every script does, and end training when this was enough."""
        super().on_epoch_end(epoch, logs)
        if len(self.seen) == self._enough:
            self.model.stop_training = True

    def note(self, part: str, images: Any, labels: Any) -> None:
        """Add one batch, when it belongs to the ``fit`` that is going on; labels that are vectors stay vectors."""
        if part != self._part:
            return
        notes, labels = self.seen[-1], np.asarray(labels)
        notes[part] += numbers_of(images)
        notes[f"{part}_labels"] += (labels.reshape(-1) if labels.size == len(labels) else labels).tolist()
        if part == "trained":
            notes["batches"].append(len(labels))


@registered
class SpyModel(ScriptedModel):
    """Runs eagerly, learns nothing, and shows every batch to its ``script``, a Witness; reloaded, it has a loss of 0."""

    script: Witness | None = None

    def train_step(self, data: Any) -> Any:
        """Note a training batch and measure the script."""
        return self._step("trained", data)

    def test_step(self, data: Any) -> Any:
        """Note a validation batch and measure the script."""
        return self._step("validated", data) if self.script else super().test_step(data)

    def _step(self, part: str, data: Any) -> Any:
        x, y, _ = keras.utils.unpack_x_y_sample_weight(data)
        assert self.script and self.values
        self.script.note(part, x, y)
        if float(self._loss_tracker.count) == 0:  # all batches of an epoch measure the same
            self._loss_tracker.update_state(self.values.loss)
            self.script.measured = self.compute_metrics(x, y, keras.ops.zeros((len(x), self.output_shape[-1])))
        return dict(self.script.measured)


def spy_model(epochs: list[dict[str, float]], rate: float = 0.01, classes: int = 4, enough: int | None = None) -> Any:
    """Return a compiled model for numbered images whose ``fit`` measures ``epochs``, as ``scripted_model`` does.

    Its ``script.seen`` tells afterwards which images each epoch trained on and was validated on. Training ends after
    ``enough`` epochs at the latest.
    """
    layers = [keras.Input((_SIDE, _SIDE, 3)), keras.layers.Flatten(), keras.layers.Dense(classes, activation="softmax")]
    model = SpyModel(layers)
    accuracy = ScriptedAccuracy(name="accuracy")
    model.values = accuracy.values = Values()
    model.script = Witness(epochs, model.values, enough)
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse", metrics=[accuracy], run_eagerly=True)
    return model
