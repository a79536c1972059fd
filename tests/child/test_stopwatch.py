"""The bounds between which a timer must measure, on any machine."""

from __future__ import annotations

import time
from itertools import chain
from typing import Any

import pytest

from grader.oracles import fit_hooks

PAUSE = 0.02


def _disturbance(after: str, epoch: int, at: int, seconds: float = PAUSE) -> dict[str, Any]:
    return {"after": after, "epoch": epoch, "at": at, "seconds": seconds}


def _measured(pauses: list[dict[str, Any]]) -> tuple[Any, list[float]]:
    """Return a stopwatch and what a plain timer inside it measured in 2 epochs of 2 batches."""
    import keras

    from grader.child.stopwatch import Stopwatch

    seconds: list[float] = []

    class Timer(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
            self.begun = time.monotonic()

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            seconds.append(time.monotonic() - self.begun)

    watch = Stopwatch(pauses, [])
    hooks = keras.callbacks.CallbackList(watch.around(Timer()))
    for call in fit_hooks(epochs=2, batches=2, validation_batches=1):
        getattr(hooks, call.hook)(*([] if call.at is None else [call.at]))
    return watch, seconds


def test_a_pause_in_a_batch_counts() -> None:
    """The batch with the pause takes at least as long, and every measurement lies between the two bounds."""
    watch, seconds = _measured([_disturbance("on_train_batch_begin", 1, 0)])

    inner, outer = list(chain(*watch.inner)), list(chain(*watch.outer))
    assert [len(epoch) for epoch in watch.inner] == [len(epoch) for epoch in watch.outer] == [2, 2]
    assert inner[2] >= PAUSE * 0.9
    assert all(low <= one <= high for low, one, high in zip(inner, seconds, outer, strict=True))


@pytest.mark.parametrize("after", ["on_train_batch_end", "on_epoch_begin", "on_test_batch_begin", "on_epoch_end"])
def test_a_pause_between_batches_does_not(after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other pauses happen, and no batch becomes longer."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)

    watch, _ = _measured([_disturbance(after, 0, 0, 1000.0)])

    assert slept == [1000.0]
    assert max(chain(*watch.outer)) < 1000


def test_the_clock_is_set_during_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock is set once, where the disturbance says so."""
    from grader.child import wall_clock
    from grader.child.stopwatch import Stopwatch

    told: list[int] = []
    monkeypatch.setattr(wall_clock, "set_forward", told.append)

    watch = Stopwatch([], [_disturbance("on_train_batch_begin", 0, 1, 3600)])
    watch.disturb("on_train_batch_begin", 0)
    watch.disturb("on_train_batch_begin", 1)

    assert told == [3600]
