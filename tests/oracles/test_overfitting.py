"""The oracle of the overfitting rule against literal lists and against a callback written without it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import overfitting
from tests.oracles.driven import VALUES, drive

RATIOS = [1.0, 1.125, 1.3, 1.4, 2.0, 3.5]


@pytest.mark.parametrize(("threshold", "stop"), [(0.7, 1), (1.0, 2), (1.3, 4), (1.5, 5), (10.0, None)])
def test_literal_ratios(threshold: float, stop: int | None) -> None:
    """The first epoch above the threshold, of ratios that a person can compare; one equal to it goes on."""
    history = [{"loss": 1.0, "val_loss": ratio} for ratio in RATIOS]

    assert overfitting(history, threshold=threshold).stop_epoch == stop


@pytest.mark.parametrize(
    ("loss", "val_loss", "stop"),
    [(0.0, 0.25, 1), (0.0, 0.0, None), (float("nan"), 1.0, None), (1.0, float("nan"), None), (0.5, 0.75, None)],
)
def test_losses_that_are_hard_to_divide(loss: float, val_loss: float, stop: int | None) -> None:
    """A loss of 0 counts as infinitely better; nothing to compare never stops."""
    assert overfitting([{"loss": loss, "val_loss": val_loss}], threshold=1.5).stop_epoch == stop


def test_epochs_without_validation_are_passed_over() -> None:
    """An epoch with one loss has no ratio."""
    outcome = overfitting([{"loss": 1.0}, {"val_loss": 9.0}, {"loss": 1.0, "val_loss": 2.0}], threshold=1.5)

    assert (outcome.ratios, outcome.stop_epoch) == ((None, None, 2.0), 3)


@given(
    history=st.lists(st.dictionaries(st.sampled_from(["loss", "val_loss"]), VALUES), min_size=1, max_size=10),
    threshold=st.sampled_from([0.5, 1.0, 1.5, 2.0]),
)
def test_agrees_with_a_callback(history: list[dict[str, float]], threshold: float) -> None:
    """A callback that multiplies where the oracle divides stops at the same epoch, for any history."""
    import keras

    class Multiplies(keras.callbacks.Callback):
        """Stops when val_loss > threshold * loss, which needs no division; products here are exact."""

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            if {"loss", "val_loss"} <= logs.keys() and logs["val_loss"] > threshold * logs["loss"]:
                self.model.stop_training = True

    seen = drive(Multiplies(), history)

    assert seen.epochs_run == (overfitting(history, threshold=threshold).stop_epoch or len(history))
