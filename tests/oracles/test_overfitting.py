"""The oracle of the overfitting rule against literal lists and against a callback written without it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import overfitting
from grader.oracles.overfitting import STOP_LINE
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


def test_compares_the_ratio_itself() -> None:
    """A ratio above the threshold by a hair stops, although both print the same."""
    assert overfitting([{"loss": 0.5, "val_loss": 0.751}], threshold=1.5).stop_epoch == 1


def test_epochs_without_validation_are_passed_over() -> None:
    """An epoch with one loss has no ratio."""
    outcome = overfitting([{"loss": 1.0}, {"val_loss": 9.0}, {"loss": 1.0, "val_loss": 2.0}], threshold=1.5)

    assert (outcome.ratios, outcome.stop_epoch) == ((None, None, 2.0), 3)


def test_a_training_that_goes_on_after_a_break() -> None:
    """Lines and the stop carry the numbers of Keras, which go on from the first epoch of the history."""
    history = [{"loss": 0.5, "val_loss": 0.625}, {"loss": 0.5, "val_loss": 1.0}]

    outcome = overfitting(history, threshold=1.5, initial_epoch=5)

    assert (outcome.lines[0], outcome.stop_epoch) == (("Epoch: 5, Val/Train loss ratio: 1.25",), 7)


def test_lines_of_each_epoch() -> None:
    """One line for each epoch with both losses, a second one with the stop; none is graded where nothing divides."""
    history = [{"loss": 0.5, "val_loss": 0.625}, {"loss": 0.5}, {"loss": 0.0, "val_loss": 0.0}]
    history += [{"loss": 0.5, "val_loss": float("nan")}, {"loss": 0.5, "val_loss": 1.0}, {"loss": 1.0, "val_loss": 1.0}]

    outcome = overfitting(history, threshold=1.5)

    assert outcome.lines == (
        ("Epoch: 0, Val/Train loss ratio: 1.25",),
        (),
        None,
        None,
        ("Epoch: 4, Val/Train loss ratio: 2.00", STOP_LINE),
    )
    assert len(outcome.ratios) == outcome.stop_epoch == 5


@given(
    history=st.lists(
        st.dictionaries(st.sampled_from(["loss", "val_loss"]), st.one_of(VALUES, st.just(0.0))), min_size=1, max_size=10
    ),
    threshold=st.sampled_from([0.5, 1.0, 1.3, 1.5, 2.0]),
)
def test_agrees_with_a_callback(history: list[dict[str, float]], threshold: float) -> None:
    """A callback that counts in fractions, where the oracle divides, prints and stops the same, for any history."""
    import keras

    class InFractions(keras.callbacks.Callback):
        """The rule of the exercise, exact; what is not finite goes on without a line, or stops when val_loss is."""

        exact: dict[int, Fraction]

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            try:
                loss, val_loss = logs["loss"], logs["val_loss"]
            except KeyError:
                return
            bad, finite = loss != loss or val_loss != val_loss, abs(loss) + abs(val_loss) < float("inf")
            shown, over = "not graded", False
            if not bad and finite and loss > 0:
                ratio = self.exact[epoch] = Fraction(val_loss) / Fraction(loss)
                shown, over = f"Epoch: {epoch}, Val/Train loss ratio: {float(ratio):.2f}", ratio > Fraction(threshold)
            elif not bad and loss == 0:
                over = val_loss > 0
            elif not bad and val_loss < loss:
                shown = f"Epoch: {epoch}, Val/Train loss ratio: 0.00"
            elif not bad and val_loss > loss:
                shown, over = f"Epoch: {epoch}, Val/Train loss ratio: inf", True
            print(shown)
            if over:
                print("Stopping training due to overfitting..." if shown != "not graded" else "not graded, too")
                self.model.stop_training = True

    real = InFractions()
    real.exact = {}
    seen = drive(real, history)

    outcome = overfitting(history, threshold=threshold)
    assert seen.epochs_run == (outcome.stop_epoch or len(history)) == len(outcome.ratios) == len(outcome.lines)
    graded = [line for lines in outcome.lines if lines for line in lines]
    assert [line for line in seen.lines if not line.startswith("not graded")] == graded
    assert {epoch: outcome.ratios[epoch] for epoch in real.exact} == {
        epoch: float(ratio) for epoch, ratio in real.exact.items()
    }
    for logs, lines in zip(history, outcome.lines, strict=False):
        assert (lines == ()) == (len(logs) < 2)
