"""A model whose real ``fit`` measures what a script says: a real loop with exact values."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader.child.tiny import set_marker

registered = keras.saving.register_keras_serializable("callbacks_by_doing")


class Values:
    """Loss and accuracy to be measured now; Keras does not look into it, so they are never saved with a model."""

    def __init__(self) -> None:
        self.loss = keras.Variable(0.0, trainable=False)
        self.accuracy = keras.Variable(0.0, trainable=False)


@registered
class ScriptedAccuracy(keras.metrics.Mean):
    """Reports the scripted accuracy; Keras learns from ``_direction`` that more of it is better."""

    _direction = "up"
    values: Values | None = None

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take the scripted value in place of a measured one."""
        super().update_state(self.values.accuracy if self.values else 0.0)

    def get_config(self) -> dict[str, Any]:
        """Return what a saved model needs to make this metric again, without its script."""
        return {"name": self.name}


@registered
class ScriptedModel(keras.Sequential):
    """Trains and validates for real, with the losses of its script; reloaded from a file, it has a loss of 0."""

    values: Values | None = None
    script: Script | None = None
    replayed = False

    def compute_loss(self, x: Any = None, y: Any = None, y_pred: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Return the scripted loss; the zero keeps it a function of the weights, so that there are gradients."""
        return (self.values.loss if self.values else 0.0) + 0.0 * keras.ops.sum(y_pred)


class Script(keras.callbacks.Callback):
    """Puts the values of each epoch in place before they are measured; the recorder runs it before all others."""

    def __init__(self, epochs: list[dict[str, float]], values: Values) -> None:
        super().__init__()
        self._epochs, self._values = epochs, values
        self._epoch = epochs[0]

    def values_of(self, epoch: int) -> dict[str, float]:
        """Return what ``epoch`` (from 0) measures; after the last one its values repeat."""
        return self._epochs[min(epoch, len(self._epochs) - 1)]

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Have the training measure the values of this epoch."""
        self._epoch = self.values_of(epoch)
        self._show("")

    def on_test_begin(self, logs: Any = None) -> None:
        """Have the validation measure the values of this epoch."""
        self._show("val_")

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Mark the weights with the epoch, from 1."""
        set_marker(self.model, epoch + 1)

    def _show(self, prefix: str) -> None:
        self._values.loss.assign(self._epoch[f"{prefix}loss"])
        self._values.accuracy.assign(self._epoch[f"{prefix}accuracy"])


def scripted_model(
    epochs: list[dict[str, float]], rate: float = 0.01, inputs: int = 2, classes: int = 2, *, replayed: bool = False
) -> Any:
    """Return a compiled model whose ``fit`` measures ``epochs``: loss, accuracy, val_loss, val_accuracy for each.

    Values are single precision, as Keras measures them; after the last epoch its values repeat. From the end of
    epoch ``e`` (from 0) every weight is ``e + 1``, before any callback of the learner runs. With ``replayed``, ``fit``
    calls the hooks alone and trains nothing, which takes milliseconds where a real loop takes a second.
    """
    model = ScriptedModel([keras.Input((inputs,)), keras.layers.Dense(classes, activation="softmax")])
    accuracy = ScriptedAccuracy(name="accuracy")
    model.values = accuracy.values = Values()
    model.script, model.replayed = Script(epochs, model.values), replayed
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse", metrics=[accuracy], jit_compile=False)
    # Monitors in `auto` mode look for the compiled metrics, which exist once the model has been used.
    model._compile_metrics.build(np.zeros(1), np.zeros((1, classes)))
    return model
