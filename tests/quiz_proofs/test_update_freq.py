"""Proofs of update-freq: what this argument of the TensorBoard callback sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from grader.child.tiny import tiny_model
from tests.quiz_proofs.events import curves_of
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, Recorder, data, trained_at
from tests.quiz_proofs.saves import is_a_model
from tests.quiz_proofs.watch import shared
from tests.quiz_proofs.workplace import files

prove = proofs_of("update-freq")
EPOCHS, BATCHES = 2, 4
VALUES = ("epoch", 1, 2)


class _Compares(keras.callbacks.EarlyStopping):
    """Notes how many batches were trained whenever it looks at its metric."""

    def on_train_begin(self, logs: Any = None) -> None:
        super().on_train_begin(logs)
        self.moments: list[int] = []

    def get_monitor_value(self, logs: Any) -> Any:
        self.moments.append(int(self.model.optimizer.iterations.numpy()))
        return super().get_monitor_value(logs)


@dataclass
class Seen:
    """What a training with one value did; moments are numbers of trained batches."""

    models: list[Path]
    epoch_steps: list[int]
    batch_steps: list[int]
    validated: list[int]
    compared: list[int]


@shared
def _train_with(update_freq: str | int) -> Seen:
    folder = Path(f"runs-{update_freq}")
    recorder, compares = Recorder(), _Compares(patience=EPOCHS)
    tiny_model().fit(
        *data(BATCHES),
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        validation_data=data(1),
        verbose=0,
        callbacks=[keras.callbacks.TensorBoard(folder, update_freq=update_freq), compares, recorder],
    )
    curves = curves_of(folder / "train")
    return Seen(
        models=[path for path in files() if is_a_model(path)],
        epoch_steps=list(curves["epoch_loss"]),
        batch_steps=list(curves.get("batch_loss", {})),
        validated=trained_at("on_test_begin", recorder.calls),
        compared=compares.moments,
    )


@prove("a")
def test_when_a_model_is_saved() -> bool:
    """Look for a file that holds a model, whatever the value."""
    return any(_train_with(value).models for value in VALUES)


@prove("b")
def test_how_often_metrics_are_written() -> bool:
    """Each value writes each epoch; 1 also writes each batch, 2 every second one."""
    written = [(_train_with(value).epoch_steps, len(_train_with(value).batch_steps)) for value in VALUES]
    return written == [([0, 1], 0), ([0, 1], 8), ([0, 1], 4)]


@prove("c")
def test_when_the_model_is_validated() -> bool:
    """Look whether the value changes the moments of validation."""
    moments = {tuple(_train_with(value).validated) for value in VALUES}
    assert () not in moments
    return len(moments) > 1


@prove("d")
def test_when_early_stopping_compares() -> bool:
    """Look whether the value changes the moments of comparison."""
    moments = {tuple(_train_with(value).compared) for value in VALUES}
    assert () not in moments
    return len(moments) > 1
