"""Expectations about the learning rate."""

from __future__ import annotations

import pytest

from grader.evidence import Epoch, Fit
from grader.judge import Unmet
from grader.judge.rates import expect_rates, expect_reductions_announced
from grader.oracles import PlateauOutcome, reduce_lr_on_plateau

HISTORY = [{"val_loss": value} for value in (1.0, 1.0, 1.0, 1.0)]
MESSAGE = "\nEpoch 3: ReduceLROnPlateau reducing learning rate to 0.004999999888241291.\n"


@pytest.fixture
def outcome() -> PlateauOutcome:
    """Return an outcome with one reduction, at the end of epoch 3."""
    return reduce_lr_on_plateau(HISTORY, rate=0.01, factor=0.5, patience=2)


def _fit(*rates: float, printed: str = "") -> Fit:
    return Fit(True, {}, [Epoch(index, rate) for index, rate in enumerate(rates)], printed=printed)


def test_the_rates_of_the_oracle_are_met(outcome: PlateauOutcome) -> None:
    """Single precision makes no difference."""
    expect_rates(_fit(0.01, 0.00999999977, 0.01, 0.005), outcome, HISTORY, "val_loss", "why")


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        ((0.01, 0.01, 0.005, 0.005), "epoch 3 trains at 0.01"),
        ((0.01, 0.01, 0.01, 0.01), "epoch 4 trains at 0.005"),
        ((0.01, 0.01, 0.01), "training ended after 3 epochs"),
    ],
)
def test_the_first_difference_is_told(outcome: PlateauOutcome, rates: tuple[float, ...], words: str) -> None:
    """A rate that came too early, too late or not at all names its epoch and the values before it."""
    with pytest.raises(Unmet, match=words):
        expect_rates(_fit(*rates), outcome, HISTORY, "val_loss", "why")


def test_each_reduction_is_announced(outcome: PlateauOutcome) -> None:
    """The words, the epoch and the rate must all be right, with nothing besides."""
    expect_reductions_announced(_fit(printed=MESSAGE), outcome)
    for printed in ("", MESSAGE * 2, MESSAGE.replace("3:", "4:"), MESSAGE.replace("0.0049", "0.0059")):
        with pytest.raises(Unmet):
            expect_reductions_announced(_fit(printed=printed), outcome)
