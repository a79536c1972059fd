"""The oracle of EarlyStopping against literal lists and against the real callback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import EarlyStoppingOutcome, early_stopping
from tests.oracles.driven import DIRECTIONS, MIN_DELTAS, MONITOR, Direction, drive, histories, watched, without


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


def test_a_resumed_run() -> None:
    """A run that starts at epoch 3 numbers its epochs from there, and has its warm-up behind it."""
    history = [{MONITOR: value} for value in (1.0, 0.5, 0.75, 0.75)]

    outcome = early_stopping(history, patience=2, start_from_epoch=4, initial_epoch=3, restore_best_weights=True)

    assert outcome == EarlyStoppingOutcome(epochs_run=4, stop_epoch=7, best_epoch=5, restored_epoch=5)


def test_no_value_at_all() -> None:
    """Without a single value there is no best epoch to come back to."""
    outcome = early_stopping([{}, {}], restore_best_weights=True)

    assert outcome == EarlyStoppingOutcome(epochs_run=2, stop_epoch=None, best_epoch=None, restored_epoch=None)


@given(
    history=histories(),
    direction=DIRECTIONS,
    min_delta=MIN_DELTAS,
    patience=st.integers(0, 4),
    restore=st.booleans(),
    start=st.integers(0, 5),
    initial=st.sampled_from([0, 0, 1, 3]),
)
def test_agrees_with_keras(
    history: list[dict[str, float]],
    direction: Direction,
    min_delta: float,
    patience: int,
    restore: bool,
    start: int,
    initial: int,
) -> None:
    """Stop epoch, best epoch, restored weights, messages and warnings are those of the real callback."""
    import keras

    monitor, history = direction.monitor, watched(history, direction.monitor)
    real = keras.callbacks.EarlyStopping(
        monitor=monitor,
        mode=direction.told,
        min_delta=min_delta,
        patience=patience,
        verbose=1,
        restore_best_weights=restore,
        start_from_epoch=start,
    )

    seen = drive(real, history, initial_epoch=initial)

    expected = early_stopping(
        history,
        monitor=monitor,
        mode=direction.meant,
        min_delta=min_delta,
        patience=patience,
        restore_best_weights=restore,
        start_from_epoch=start,
        initial_epoch=initial,
    )
    assert seen.epochs_run == expected.epochs_run
    assert seen.stopped == (expected.stop_epoch is not None)
    assert seen.lines == _messages(expected)
    assert seen.marker == (expected.restored_epoch or initial + expected.epochs_run)
    assert expected.best_epoch is None or real.best_epoch + 1 == expected.best_epoch
    assert [epoch - initial for epoch, _ in seen.warned] == without(history[: seen.epochs_run], monitor)


def _messages(expected: EarlyStoppingOutcome) -> list[str]:
    lines = [f"Epoch {expected.stop_epoch}: early stopping"] if expected.stop_epoch else []
    if expected.restored_epoch:
        lines.append(f"Restoring model weights from the end of the best epoch: {expected.restored_epoch}.")
    return lines
