"""A replayed and a driven training call the same hooks as a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CURVE = [
    {"loss": 1.0, "accuracy": 0.5, "val_loss": 1.0, "val_accuracy": 0.5},
    {"loss": 0.75, "accuracy": 0.625, "val_loss": 1.25, "val_accuracy": 0.5},
    {"loss": 0.5, "accuracy": 0.75, "val_loss": 1.5, "val_accuracy": 0.25},
    {"loss": 0.25, "accuracy": 0.75, "val_loss": 2.0, "val_accuracy": 0.25},
]


class Recorder:
    """Stands in for a Record and keeps the hooks that the probes send."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watch_weights = False
        self.hooks: list[tuple[Any, ...]] = []

    def send(self, event: str, **fields: Any) -> None:
        """Keep hooks as tuples, logs rounded as single precision rounds them."""
        if event == "hook":
            logs = {key: round(value, 5) for key, value in fields["logs"].items()}
            self.hooks.append((fields["probe"], fields["hook"], fields["at"], logs))

    def look_at_files(self, epoch: int) -> None:
        """Do nothing."""


def _hooks(tmp_path: Path, replayed: bool) -> tuple[list[tuple[Any, ...]], Any, float | None]:
    import keras

    from grader.child import fit
    from grader.child.scripted import scripted_model
    from grader.child.tiny import marker_of, tiny_data

    record = Recorder(tmp_path)
    x, y = tiny_data(0, 4)
    model = scripted_model(CURVE, replayed=replayed)
    stopping = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    with fit.recorded_by(record):  # type: ignore[arg-type]  # a recorder is all that it needs
        history = fit._fit(model, x, y, validation_data=(x, y), epochs=4, verbose=0, callbacks=[stopping])
    return record.hooks, history, marker_of(model)


def test_the_same_hooks_with_the_same_logs(tmp_path: Path) -> None:
    """Order, arguments and logs of all hooks are those of the real trainer, and so are History and weights."""
    real_hooks, real_history, real_marker = _hooks(tmp_path, replayed=False)
    hooks, history, marker = _hooks(tmp_path, replayed=True)

    assert hooks == real_hooks
    assert (history.epoch, marker) == (real_history.epoch, real_marker) == ([0, 1, 2], 1.0)
    assert history.history["val_loss"] == pytest.approx(real_history.history["val_loss"])


def test_nothing_is_validated_that_was_not_asked_for(tmp_path: Path) -> None:
    """Without validation data a replayed fit has no val_ logs, as a real one."""
    from grader.child import fit
    from grader.child.scripted import scripted_model
    from grader.child.tiny import tiny_data

    x, y = tiny_data(0, 4)
    with fit.recorded_by(Recorder(tmp_path)):  # type: ignore[arg-type]  # a recorder is all that it needs
        history = fit._fit(scripted_model(CURVE, replayed=True), x, y, epochs=2)

    assert set(history.history) == {"loss", "accuracy"}
