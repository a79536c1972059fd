"""Annotations, a property, `match`, and operations of Keras for the ratio."""

from __future__ import annotations

import typing

import keras

Logs = typing.Optional[typing.Mapping[str, float]]


class DetectOverfittingCallback(keras.callbacks.Callback):
    threshold: float

    def __init__(self, threshold: float) -> None:
        self.threshold = float(threshold)
        super().__init__()

    @property
    def message(self) -> str:
        return "Stopping training due to overfitting..."

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        match logs:
            case {"loss": loss, "val_loss": val_loss}:
                self.compare(epoch, float(loss), float(val_loss))
            case _:
                pass

    def compare(self, epoch: int, loss: float, val_loss: float) -> None:
        # Keras divides by 0 as IEEE 754 says: infinite, or no number.
        ratio = float(keras.ops.divide(keras.ops.array(val_loss, "float64"), keras.ops.array(loss, "float64")))
        lines = [f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}"]
        if ratio > self.threshold:
            lines.append(self.message)
            self.model.stop_training = True
        print(*lines, sep="\n", flush=True)
