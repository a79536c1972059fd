"""Proofs of csv-logger: what CSVLogger writes, and when."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.watch import shared

prove = proofs_of("csv-logger")
VAL_LOSSES = [1.0, 2.0, 3.0, 2.5]
Rows = list[dict[str, str]]


class _Reads(keras.callbacks.Callback):
    """Reads the file after each epoch; stands after the logger in the list."""

    def on_train_begin(self, logs: Any = None) -> None:
        self.rows: list[Rows] = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.rows.append(_rows())


def _rows() -> Rows:
    with Path("log.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Seen:
    """A training with the logger: its epochs, its history, and the file after each epoch and at the end."""

    epochs: int
    history: dict[str, list[float]]
    after_epochs: list[Rows]
    at_the_end: Rows


@shared
def _a_training() -> Seen:
    """Train while `val_loss` rises, and call no method of the logger."""
    reads = _Reads()
    model = train(VAL_LOSSES, keras.callbacks.CSVLogger("log.csv"), reads)
    return Seen(epochs_run(model), model.history.history, reads.rows, _rows())


@prove("a")
def test_ends_the_training() -> bool:
    """Count the epochs."""
    return _a_training().epochs < len(VAL_LOSSES)


@prove("b")
def test_needs_to_be_told_to_save() -> bool:
    """Look for rows after a training in which nobody told it."""
    return _a_training().at_the_end == []


@prove("c")
def test_a_row_after_each_epoch() -> bool:
    """Another callback reads the file while the training runs."""
    epochs = [[row["epoch"] for row in rows] for rows in _a_training().after_epochs]
    return epochs == [["0"], ["0", "1"], ["0", "1", "2"], ["0", "1", "2", "3"]]


@prove("d")
def test_training_and_validation_in_a_row() -> bool:
    """Each row holds what the history says of its epoch."""
    seen = _a_training()
    names = ["accuracy", "loss", "val_accuracy", "val_loss"]
    return [[float(row[name]) for name in names] for row in seen.at_the_end] == [
        [seen.history[name][epoch] for name in names] for epoch in range(seen.epochs)
    ]
