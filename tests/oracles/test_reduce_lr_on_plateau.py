"""The oracle of ReduceLROnPlateau against literal lists and against the real callback."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import Mode, reduce_lr_on_plateau
from grader.oracles.reduce_lr_on_plateau import single
from tests.oracles.driven import MIN_DELTAS, MONITOR, drive, histories

ACCURACIES = [0.5, 0.6, 0.6005, 0.6009, 0.7, 0.7, 0.7, 0.7]


@pytest.mark.parametrize(
    ("values", "settings", "reductions"),
    [
        ([1.0] * 6, {"patience": 3}, (4,)),
        ([1.0] * 7, {"patience": 2}, (3, 5, 7)),
        ([1.0] * 4, {"patience": 0}, (2, 3, 4)),
        (ACCURACIES, {"patience": 2, "min_delta": 0.001, "mode": "max", "factor": 0.3}, (4, 7)),
        (ACCURACIES, {"patience": 2, "min_delta": 0.0, "mode": "max", "factor": 0.3}, (7,)),
        ([1.0] * 8, {"patience": 2, "cooldown": 1}, (3, 5, 7)),
        ([1.0] * 8, {"patience": 2, "cooldown": 2}, (3, 6)),
        ([1.0] * 6, {"patience": 1, "factor": 0.5, "min_lr": 0.005}, (2,)),
    ],
)
def test_literal_histories(values: list[float], settings: dict[str, float], reductions: tuple[int, ...]) -> None:
    """The epochs that reduce the rate, of lists that a person can check by counting."""
    history = [{MONITOR: value} for value in values]

    outcome = reduce_lr_on_plateau(history, rate=0.01, **settings)  # type: ignore[arg-type]  # settings of several kinds

    assert outcome.reductions == reductions


def test_rates_change_one_epoch_later() -> None:
    """The epoch that reduces still trained with the old rate."""
    outcome = reduce_lr_on_plateau([{MONITOR: 1.0}] * 6, rate=0.5, factor=0.5, patience=2)

    assert outcome.rates == (0.5, 0.5, 0.5, 0.25, 0.25, 0.125)
    assert outcome.final_rate == 0.125


@given(st.floats(1e-6, 1.0))
def test_single_is_what_numpy_calls_float32(value: float) -> None:
    """Rates are rounded as the optimizer rounds them."""
    import numpy as np

    assert single(value) == float(np.float32(value))


@given(
    history=histories(),
    min_delta=MIN_DELTAS,
    patience=st.integers(0, 4),
    mode=st.sampled_from(["min", "max", "auto"]),
    factor=st.sampled_from([0.0, 0.1, 0.3, 0.5]),
    cooldown=st.integers(0, 3),
    min_lr=st.sampled_from([0.0, 1e-4, 0.005, 0.1]),
)
def test_agrees_with_keras(
    history: list[dict[str, float]],
    min_delta: float,
    patience: int,
    mode: str,
    factor: float,
    cooldown: int,
    min_lr: float,
) -> None:
    """Rates, reductions and announced rates are those of the real callback, for any history."""
    import keras

    settings = {"factor": factor, "patience": patience, "min_delta": min_delta, "cooldown": cooldown, "min_lr": min_lr}
    seen = drive(keras.callbacks.ReduceLROnPlateau(monitor=MONITOR, mode=mode, verbose=1, **settings), history)

    meant: Mode = "max" if mode == "max" else "min"
    expected = reduce_lr_on_plateau(
        history,
        rate=0.01,
        factor=factor,
        patience=patience,
        mode=meant,
        min_delta=min_delta,
        cooldown=cooldown,
        min_lr=min_lr,
    )
    assert seen.rates == pytest.approx(expected.rates, rel=1e-6, abs=0)
    assert seen.final_rate == pytest.approx(expected.final_rate, rel=1e-6, abs=0)
    assert tuple(seen.epochs_that("ReduceLROnPlateau reducing learning rate to")) == expected.reductions
    announced = [float(text) for text in re.findall(r"reducing learning rate to (\S+)\.\n", seen.printed)]
    assert announced == pytest.approx(expected.announced, rel=1e-6, abs=0)
