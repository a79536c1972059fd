"""What the real callbacks do with the values of a timeline, one row for each epoch, in the words of the pages."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.lessons.reference_pages import NONE, Timeline


def real_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return what the real callback does: for each column of the timeline its value, with what happens as one word."""
    import keras

    settings = timeline.settings
    asked: list[str] = []
    if schedule := settings.get("schedule"):
        settings["schedule"] = _overheard(schedule, asked)
    name = timeline.call.partition("(")[0]
    callback = getattr(keras.callbacks, name)(**settings)
    watch = {
        "EarlyStopping": _early_stopping,
        "ModelCheckpoint": _checkpoint,
        "ReduceLROnPlateau": _plateau,
        "LearningRateScheduler": _scheduler,
    }[name]
    with contextlib.redirect_stdout(io.StringIO()):
        return [row | {"asked with": asked[-1:]} for row in watch(callback, timeline)]


def _overheard(schedule: Any, asked: list[str]) -> Any:
    def listening(epoch: int, lr: float) -> Any:
        asked.append(f"{epoch}, {lr:.6g}")
        return schedule(epoch, lr)

    return listening


def _epochs(callback: Any, timeline: Timeline) -> Iterator[tuple[dict[str, Any], Any]]:
    """Drive the callback; yield a row for each epoch, as it stands when the epoch has ended, and the model."""
    import keras

    from grader.child.tiny import tiny_model

    model = tiny_model(timeline.rate)
    hooks = keras.callbacks.CallbackList([callback], model=model)
    hooks.on_train_begin()
    for epoch, cells in enumerate(timeline.rows):
        logs = {name: float(cell) for name, cell in zip(timeline.header, cells, strict=True) if name.startswith("val_")}
        hooks.on_epoch_begin(epoch)
        row = {"epoch": epoch + 1, "rate": float(model.optimizer.learning_rate)} | logs
        hooks.on_epoch_end(epoch, logs)
        yield row, model
        if model.stop_training:
            return


def _early_stopping(callback: Any, timeline: Timeline) -> Iterator[dict[str, Any]]:
    best = NONE
    for row, model in _epochs(callback, timeline):
        waited, before, best = callback.wait, best, NONE if callback.best is None else callback.best
        happens = "ignored" if best == NONE else "better" if best != before else "waits"
        yield row | {"best": best, "wait": waited, "what happens": "stops" if model.stop_training else happens}


def _plateau(callback: Any, timeline: Timeline) -> Iterator[dict[str, Any]]:
    best: Any = NONE
    for row, model in _epochs(callback, timeline):
        before, best = best, callback.best
        happens = "better" if best != before else "waits" if callback.wait else "rests"
        reduced = float(model.optimizer.learning_rate) < row["rate"]
        yield row | {"best": best, "wait": callback.wait, "what happens": "reduces" if reduced else happens}


def _checkpoint(callback: Any, timeline: Timeline) -> Iterator[dict[str, Any]]:
    file = Path(callback.filepath)
    for row, _ in _epochs(callback, timeline):
        best = NONE if callback.best is None else callback.best
        yield row | {"best": best, "what happens": "saves" if file.exists() else "keeps"}
        file.unlink(missing_ok=True)


def _scheduler(callback: Any, timeline: Timeline) -> Iterator[dict[str, Any]]:
    for row, _ in _epochs(callback, timeline):
        yield row | {"answer": row["rate"]}
