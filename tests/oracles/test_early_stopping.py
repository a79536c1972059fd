"""The oracle of EarlyStopping against literal lists and against the real callback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import Mode, early_stopping
from tests.oracles.driven import MIN_DELTAS, MONITOR, drive, histories


@pytest.mark.parametrize(
    ("values", "settings", "stop", "best"),
    [
        ([1.0, 0.8, 0.7, 0.75, 0.76, 0.77, 0.78, 0.79, 0.8], {"patience": 5}, 8, 3),
        ([1.0] * 6, {"patience": 0}, 2, 1),
        ([1.0] * 6, {"patience": 1}, 2, 1),
        ([1.0] * 8, {"patience": 5}, 6, 1),
        ([1.0, 0.9, 0.8], {"patience": 2}, None, 3),
        ([1.0, 0.9, 0.8, 0.7], {"patience": 2, "min_delta": 0.5}, 3, 1),
        ([0.1, 1.0, 1.0, 1.0], {"patience": 2, "start_from_epoch": 1}, 4, 2),
        ([0.5, 0.6, 0.4, 0.3], {"patience": 2, "mode": "max"}, 4, 2),
    ],
)
def test_literal_histories(values: list[float], settings: dict[str, float], stop: int | None, best: int) -> None:
    """The stop epoch and the best epoch of lists that a person can check by counting."""
    history = [{MONITOR: value} for value in values]

    outcome = early_stopping(history, **settings)  # type: ignore[arg-type]  # settings of several kinds

    assert (outcome.stop_epoch, outcome.best_epoch, outcome.epochs_run) == (stop, best, stop or len(values))


def test_epochs_without_the_metric_do_not_count() -> None:
    """An epoch that did not measure the metric neither waits nor stops."""
    history = [{MONITOR: 1.0}, {}, {}, {MONITOR: 1.0}, {}, {MONITOR: 1.0}]

    assert early_stopping(history, patience=2).stop_epoch == 6


def test_restores_without_an_early_stop_too() -> None:
    """The weights of the best epoch come back even when all epochs ran."""
    history = [{MONITOR: 1.0}, {MONITOR: 0.5}, {MONITOR: 0.75}]

    outcome = early_stopping(history, patience=5, restore_best_weights=True)

    assert (outcome.stop_epoch, outcome.restored_epoch) == (None, 2)


@given(
    history=histories(),
    min_delta=MIN_DELTAS,
    patience=st.integers(0, 4),
    mode=st.sampled_from(["min", "max", "auto"]),
    restore=st.booleans(),
    start=st.integers(0, 3),
)
def test_agrees_with_keras(
    history: list[dict[str, float]], min_delta: float, patience: int, mode: str, restore: bool, start: int
) -> None:
    """Stop epoch, best epoch and restored weights are those of the real callback, for any history."""
    import keras

    settings = {
        "min_delta": min_delta,
        "patience": patience,
        "restore_best_weights": restore,
        "start_from_epoch": start,
    }
    real = keras.callbacks.EarlyStopping(monitor=MONITOR, mode=mode, verbose=1, **settings)

    seen = drive(real, history)

    meant: Mode = "max" if mode == "max" else "min"
    expected = early_stopping(
        history,
        min_delta=min_delta,
        patience=patience,
        mode=meant,
        restore_best_weights=restore,
        start_from_epoch=start,
    )
    assert seen.epochs_run == expected.epochs_run
    assert seen.epochs_that("early stopping") == ([expected.stop_epoch] if expected.stop_epoch else [])
    if restore and expected.best_epoch is not None:
        assert seen.marker == expected.restored_epoch
        assert real.best_epoch + 1 == expected.best_epoch
