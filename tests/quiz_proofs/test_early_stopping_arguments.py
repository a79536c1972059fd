"""Proofs of early-stopping-arguments: which arguments can change the epoch in which a training stops."""

from __future__ import annotations

from typing import Any

from keras.callbacks import EarlyStopping

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.scripted import epochs_run, train
from tests.quiz_proofs.watch import shared

prove = proofs_of("early-stopping-arguments")
VAL_LOSSES = [1.0, 0.875, 0.75, 0.8, 0.8, 0.8, 0.8, 0.8]


@shared
def _usual_end() -> int:
    return epochs_run(train(VAL_LOSSES, EarlyStopping(patience=3)))


def _changes_the_end(**argument: Any) -> bool:
    """Train twice with the same losses, and look whether the argument makes a difference."""
    usual = _usual_end()
    try:
        changed = EarlyStopping(**{"patience": 3, **argument})
    except TypeError as error:
        if "unexpected keyword argument" not in str(error):
            raise
        return False
    return epochs_run(train(VAL_LOSSES, changed)) != usual


@prove("a")
def test_baseline() -> bool:
    """A baseline that the metric never gets past."""
    return _changes_the_end(baseline=0.5)


@prove("b")
def test_min_delta() -> bool:
    """Improvements of an eighth no longer count."""
    return _changes_the_end(min_delta=0.5)


@prove("c")
def test_save_best_only() -> bool:
    """The callback has no such argument."""
    return _changes_the_end(save_best_only=True)


@prove("d")
def test_patience() -> bool:
    """Two epochs of waiting less."""
    return _changes_the_end(patience=1)
