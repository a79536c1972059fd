"""When a ModelCheckpoint saves, and what is in a file that it wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras

from grader.child.scripted import ScriptedModel

_OF_OUR_OWN = {"ScriptedModel": ScriptedModel}  # files in the HDF5 format do not know that it is registered


class SavesSeen(keras.callbacks.Callback):
    """Notes when a file has appeared since it last looked, and takes it away; stands after the checkpoint in the list."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = Path(path)
        self.batches: list[int] = []
        self.epochs: list[int] = []

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Note the batch, counted from 1 over all epochs."""
        self._look(self.batches, int(self.model.optimizer.iterations.numpy()))

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Note the epoch, counted from 1."""
        self._look(self.epochs, epoch + 1)

    def _look(self, seen: list[int], now: int) -> None:
        if self.path.exists():
            seen.append(now)
            self.path.unlink()


def is_a_model(path: Path) -> bool:
    """Return whether Keras can load a whole model from the file."""
    try:
        keras.saving.load_model(path, _OF_OUR_OWN, compile=False)
    except (ValueError, OSError):
        return False
    return True
