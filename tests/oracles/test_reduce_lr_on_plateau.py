"""The oracle of ReduceLROnPlateau against literal lists and against the real callback."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import reduce_lr_on_plateau
from tests.oracles.driven import DIRECTIONS, MIN_DELTAS, MONITOR, Direction, drive, histories, watched, without

ACCURACIES = [0.5, 0.6, 0.6005, 0.6009, 0.7, 0.7, 0.7, 0.7]


@pytest.mark.parametrize(
    ("values", "settings", "reductions"),
    [
        ([1.0] * 6, {"patience": 3}, (4,)),
        ([1.0] * 7, {"patience": 2}, (3, 5, 7)),
        ([1.0] * 4, {"patience": 0}, (2, 3, 4)),
        (ACCURACIES, {"patience": 2, "min_delta": 0.001, "mode": "max", "factor": 0.3}, (4, 7)),
        (ACCURACIES, {"patience": 2, "min_delta": 0.0, "mode": "max", "factor": 0.3}, (7,)),
        ([1.0, 1.0, 0.5, 0.5, 0.5], {"patience": 2}, (5,)),
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


def test_a_resumed_run() -> None:
    """A run that starts at epoch 5 numbers its reductions from there."""
    outcome = reduce_lr_on_plateau([{MONITOR: 1.0}] * 3, rate=0.5, factor=0.5, patience=2, initial_epoch=5)

    assert (outcome.reductions, outcome.rates) == ((8,), (0.5, 0.5, 0.5))


def test_epochs_without_the_metric_do_not_count() -> None:
    """An epoch that did not measure the metric neither waits nor cools down."""
    measured, missing = {MONITOR: 1.0}, {"loss": 1.0}
    history = [measured, missing, measured, missing, missing, measured, measured]

    outcome = reduce_lr_on_plateau(history, rate=0.5, factor=0.5, patience=1, cooldown=2)

    assert outcome.reductions == (3, 7)


def test_the_floor_is_reached_and_kept() -> None:
    """The last reduction ends at min_lr, and from there nothing is reduced or announced."""
    outcome = reduce_lr_on_plateau([{MONITOR: 1.0}] * 5, rate=0.5, factor=0.25, patience=1, min_lr=0.25)

    assert (outcome.reductions, outcome.announced, outcome.final_rate) == ((2,), (0.25,), 0.25)


@given(
    history=histories(max_size=16),
    direction=DIRECTIONS,
    min_delta=MIN_DELTAS,
    patience=st.integers(0, 4),
    factor=st.sampled_from([0.0, 0.1, 0.3, 0.5]),
    cooldown=st.integers(0, 3),
    min_lr=st.sampled_from([0.0, 1e-4, 0.001, 0.003, 0.005, 0.01, 0.1]),
    initial=st.sampled_from([0, 0, 3]),
)
def test_agrees_with_keras(
    history: list[dict[str, float]],
    direction: Direction,
    min_delta: float,
    patience: int,
    factor: float,
    cooldown: int,
    min_lr: float,
    initial: int,
) -> None:
    """Rates, reductions, announced rates and warnings are those of the real callback, for any history."""
    import keras

    monitor, history = direction.monitor, watched(history, direction.monitor)
    settings = {"factor": factor, "patience": patience, "min_delta": min_delta, "cooldown": cooldown, "min_lr": min_lr}
    real = keras.callbacks.ReduceLROnPlateau(monitor=monitor, mode=direction.told, verbose=1, **settings)

    seen = drive(real, history, initial_epoch=initial)

    expected = reduce_lr_on_plateau(
        history,
        rate=0.01,
        monitor=monitor,
        mode=direction.meant,
        factor=factor,
        patience=patience,
        min_delta=min_delta,
        cooldown=cooldown,
        min_lr=min_lr,
        initial_epoch=initial,
    )
    assert tuple(seen.rates) == expected.rates
    assert seen.final_rate == expected.final_rate
    assert tuple(seen.epochs_that("ReduceLROnPlateau reducing learning rate to")) == expected.reductions
    announced = re.findall(r"reducing learning rate to (\S+)\.\n", seen.printed)
    assert tuple(map(float, announced)) == expected.announced
    assert [epoch - initial for epoch, _ in seen.warned] == without(history, monitor)
