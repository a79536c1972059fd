"""Proofs of several-callbacks: how callbacks work together in one training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
from keras.callbacks import EarlyStopping, LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau, TensorBoard

from grader.child.tiny import marker_of, set_marker, tiny_model
from tests.quiz_proofs.events import curves_of
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, Call, Recorder, data
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.watch import shared

prove = proofs_of("several-callbacks")


@shared
def _two_recorders() -> list[Call]:
    """Return the calls that two recorders get from one training, in one list."""
    calls: list[Call] = []
    recorders = [Recorder("first", calls), Recorder("second", calls)]
    tiny_model().fit(*data(), epochs=2, batch_size=BATCH_SIZE, validation_data=data(1), verbose=0, callbacks=recorders)
    return calls


@prove("a")
def test_all_are_called_in_the_order_of_the_list() -> bool:
    """Each call of the first is followed by the same call of the second, with the same values."""
    calls = _two_recorders()
    pairs = list(zip(calls[::2], calls[1::2], strict=True))
    return all(
        (first.by, second.by) == ("first", "second")
        and (first.hook, first.at, first.logs) == (second.hook, second.at, second.logs)
        for first, second in pairs
    )


class _Rates(keras.callbacks.Callback):
    """Keeps the learning rate with which each epoch trains, and the one that it leaves behind; stands last."""

    def on_train_begin(self, logs: Any = None) -> None:
        self.rates: list[tuple[float, float]] = []

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self.used = float(self.model.optimizer.learning_rate.numpy())

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.rates.append((self.used, float(self.model.optimizer.learning_rate.numpy())))


@prove("b")
def test_one_can_undo_what_another_did() -> bool:
    """A rate that was lowered on a plateau stays low, unless a scheduler sets it again."""
    alone, together = _Rates(), _Rates()
    plateau = [1.0, 1.0, 1.0]
    train(plateau, ReduceLROnPlateau(factor=0.5, patience=1), alone, rate=0.5)
    train(
        plateau, LearningRateScheduler(lambda epoch: 0.5), ReduceLROnPlateau(factor=0.5, patience=1), together, rate=0.5
    )
    lowered = alone.rates == [(0.5, 0.5), (0.5, 0.25), (0.25, 0.125)]
    undone = together.rates == [(0.5, 0.5), (0.5, 0.25), (0.5, 0.25)]
    return lowered and undone


@prove("c")
def test_one_after_the_other_has_finished() -> bool:
    """Look whether the second is first called when the first has been called for the last time."""
    by = [call.by for call in _two_recorders()]
    last_of_first = len(by) - 1 - by[::-1].index("first")
    return by.index("second") > last_of_first


@prove("d")
def test_stop_save_and_draw_in_one_training() -> bool:
    """The training stops when it should, the file holds the best epoch, and the curve has a point for each epoch."""
    callbacks = [EarlyStopping(patience=2), ModelCheckpoint("best.keras", save_best_only=True), TensorBoard("runs")]
    model = train([3.0, 2.0, 2.5, 2.5, 1.0], *callbacks)
    set_marker(model, 0)
    model.load_weights("best.keras")
    curve = curves_of(Path("runs/validation"))["epoch_loss"]
    return (epochs_run(model), marker_of(model), list(curve.values())) == (4, 2, [3.0, 2.0, 2.5, 2.5])
