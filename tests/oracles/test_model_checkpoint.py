"""The oracle of ModelCheckpoint against literal lists and against the real callback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import Mode, model_checkpoint
from tests.oracles.driven import MONITOR, drive, histories


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


@given(
    history=histories(),
    mode=st.sampled_from(["min", "max", "auto"]),
    best_only=st.booleans(),
    threshold=st.sampled_from([None, 0.5, 1.0]),
)
def test_agrees_with_keras(
    history: list[dict[str, float]], mode: str, best_only: bool, threshold: float | None
) -> None:
    """The saved epochs are those of the real callback, whose saves are recorded instead of written."""
    import keras

    class Recorded(keras.callbacks.ModelCheckpoint):
        """Keeps the epoch in place of the model."""

        def __init__(self, **settings: Any) -> None:
            super().__init__("unwritten.keras", **settings)
            self.epochs: list[int] = []

        def _save_model(self, epoch: int, batch: int | None, logs: dict[str, float]) -> None:
            if self._should_save_model(epoch, batch, logs, self.filepath):
                self.epochs.append(epoch + 1)

    real = Recorded(monitor=MONITOR, mode=mode, save_best_only=best_only, initial_value_threshold=threshold)
    drive(real, history)

    meant: Mode = "max" if mode == "max" else "min"
    expected = model_checkpoint(history, mode=meant, save_best_only=best_only, initial_value_threshold=threshold)
    assert tuple(real.epochs) == expected.saved


@pytest.mark.parametrize("values", [[1.0, 0.5, 0.75, 0.5, 0.25, 0.5], [1.0, 2.0, 3.0]])
def test_the_file_holds_what_the_oracle_says(values: list[float], tmp_path: Path) -> None:
    """A few real saves: the weights in the file are those of the epoch that the oracle names."""
    import keras

    from grader.child.tiny import marker_of

    history = [{MONITOR: value} for value in values]
    file = tmp_path / "deep" / "best.keras"

    drive(keras.callbacks.ModelCheckpoint(file, monitor=MONITOR, mode="min", save_best_only=True), history)

    assert marker_of(keras.models.load_model(file)) == model_checkpoint(history, save_best_only=True).held
