"""Proofs of where-the-ratio-is-known: in which hook val_loss / loss of an epoch can be computed."""

from __future__ import annotations

from typing import Any

import keras

from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.scripted import epochs_run, train

prove = proofs_of("where-the-ratio-is-known")
LOSSES = [1.0, 1.0, 1.0, 1.0, 1.0]
VAL_LOSSES = [1.0, 1.25, 1.5, 2.0, 2.5]
FIRST_ABOVE = 3


def _stops_in_time(hook: str) -> bool:
    """Compute the ratio in this hook, stop when it is above 1.3, and look which epoch was the last."""

    def decide(self: Any, *arguments: Any, **named: Any) -> None:
        logs = named["logs"] if named else arguments[-1]
        if logs["val_loss"] / logs["loss"] > 1.3:
            self.model.stop_training = True

    callback = type("StopsOverfitting", (keras.callbacks.Callback,), {hook: decide})()
    try:
        return epochs_run(train(VAL_LOSSES, callback, losses=LOSSES)) == FIRST_ABOVE
    except KeyError as error:
        if error.args != ("val_loss",):
            raise
        return False


@prove("a")
def test_on_epoch_end() -> bool:
    """Both values are known."""
    return _stops_in_time("on_epoch_end")


@prove("b")
def test_on_train_batch_end() -> bool:
    """There is no `val_loss` yet."""
    return _stops_in_time("on_train_batch_end")


@prove("c")
def test_on_train_begin() -> bool:
    """Nothing has been measured yet."""
    return _stops_in_time("on_train_begin")


@prove("d")
def test_on_predict_end() -> bool:
    """The training never calls it."""
    return _stops_in_time("on_predict_end")
