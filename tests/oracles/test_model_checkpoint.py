"""The oracle of ModelCheckpoint against literal lists and against the real callback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import Mode, model_checkpoint
from tests.oracles.driven import DIRECTIONS, MONITOR, Direction, drive, histories, watched, without


@pytest.mark.parametrize(
    ("values", "mode", "best_only", "saved"),
    [
        ([0.5, 0.6, 0.7, 0.72, 0.71, 0.73, 0.7], "max", True, (1, 2, 3, 4, 6)),
        ([1.0, 1.0, 0.5, 0.5], "min", True, (1, 3)),
        ([1.0, 2.0, 3.0], "min", False, (1, 2, 3)),
    ],
)
def test_literal_histories(values: list[float], mode: Mode, best_only: bool, saved: tuple[int, ...]) -> None:
    """The saved epochs of lists that a person can check by looking."""
    outcome = model_checkpoint([{MONITOR: value} for value in values], mode=mode, save_best_only=best_only)

    assert (outcome.saved, outcome.held) == (saved, saved[-1])


def test_nothing_saved_holds_nothing() -> None:
    """Without a save there is no epoch in the file."""
    outcome = model_checkpoint([{MONITOR: 1.0}], save_best_only=True, initial_value_threshold=0.5)

    assert (outcome.saved, outcome.held) == ((), None)


def test_a_missing_metric_saves_anyway() -> None:
    """Without the monitored value Keras warns and saves, even when only the best should be kept."""
    assert model_checkpoint([{}, {}], save_best_only=True).saved == (1, 2)


def test_a_resumed_run() -> None:
    """A run that starts at epoch 5 numbers its epochs from there."""
    assert model_checkpoint([{MONITOR: 1.0}, {MONITOR: 0.5}], save_best_only=True, initial_epoch=5).saved == (6, 7)


@given(
    history=histories(),
    direction=DIRECTIONS,
    best_only=st.booleans(),
    threshold=st.sampled_from([None, 0.5, 0.7, 1.0]),
    initial=st.sampled_from([0, 0, 3]),
)
def test_agrees_with_keras(
    history: list[dict[str, float]], direction: Direction, best_only: bool, threshold: float | None, initial: int
) -> None:
    """Saved epochs, messages and warnings are those of the real callback, whose saves are recorded, not written."""
    import keras

    class Recorded(keras.callbacks.ModelCheckpoint):
        """Asks the model to save like its parent, and gives it a model that only counts."""

        saved: list[int]

        @property
        def model(self) -> Any:
            return self

        def save(self, filepath: str, overwrite: bool) -> None:
            self.saved.append(self._current_epoch + 1)

        def _set_monitor_op(self) -> None:
            self.metrics = self._model.metrics
            super()._set_monitor_op()

    monitor, history = direction.monitor, watched(history, direction.monitor)
    real = Recorded(
        "unwritten.keras",
        monitor=monitor,
        mode=direction.told,
        save_best_only=best_only,
        initial_value_threshold=threshold,
        verbose=1,
    )
    real.saved = []

    seen = drive(real, history, initial_epoch=initial)

    expected = model_checkpoint(
        history,
        monitor=monitor,
        mode=direction.meant,
        save_best_only=best_only,
        initial_value_threshold=threshold,
        initial_epoch=initial,
    )
    unmeasured = [initial + epoch for epoch in without(history, monitor)] if best_only else []
    assert tuple(real.saved) == tuple(seen.epochs_that("finished saving model to")) == expected.saved
    announced = seen.epochs_that("(?<!finished )saving model to")
    assert announced == [epoch for epoch in expected.saved if epoch not in unmeasured]
    assert [epoch for epoch, _ in seen.warned] == unmeasured


@pytest.mark.parametrize("values", [[1.0, 0.5, 0.75, 0.5, 0.25, 0.5], [1.0, 2.0, 3.0], [1.0, 0.5, 0.5 - 1e-9]])
def test_the_file_holds_what_the_oracle_says(values: list[float], tmp_path: Path) -> None:
    """A few real saves: the weights in the file are those of the epoch that the oracle names."""
    import keras

    from grader.child.tiny import marker_of

    history = [{MONITOR: value} for value in values]
    file = tmp_path / "deep" / "best.keras"

    drive(keras.callbacks.ModelCheckpoint(file, monitor=MONITOR, mode="min", save_best_only=True), history)

    assert marker_of(keras.models.load_model(file)) == model_checkpoint(history, save_best_only=True).held
