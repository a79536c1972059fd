"""What a timer of training batches must measure, found out by two callbacks around it, which also disturb it."""

from __future__ import annotations

import time
from typing import Any

import keras

from grader.child import wall_clock

Disturbance = dict[str, Any]


class Stopwatch:
    """Notes of each training batch how long it can have taken, and disturbs some of them.

    ``inner`` and ``outer`` hold a list of seconds for each epoch. A timer between the callbacks of ``around`` that
    measures from a batch's begin hook to its end hook gets at least ``inner``, the time between the hooks of the
    callback after it, and at most ``outer``, the time between those of the callback before it: however slow the machine.

    A disturbance happens when every callback has seen the hook ``after`` of batch or epoch ``at`` in ``epoch``: in
    ``pauses`` a rest of ``seconds``, in ``clock`` a wall clock that is set forward by as many.
    """

    def __init__(self, pauses: list[Disturbance], clock: list[Disturbance]) -> None:
        self.inner: list[list[float]] = []
        self.outer: list[list[float]] = []
        self.epoch = 0
        self._pauses, self._clock = pauses, clock

    def around(self, timer: Any) -> list[Any]:
        """Return ``timer`` between the callbacks that measure."""
        before = _Before(self)
        return [before, timer, _After(self, before)]

    def disturb(self, after: str, at: int) -> None:
        """Wait, or set the wall clock, where a disturbance says so."""
        here = {"after": after, "epoch": self.epoch, "at": at}
        for one in self._pauses:
            if here.items() <= one.items():
                time.sleep(one["seconds"])
        for one in self._clock:
            if here.items() <= one.items():
                wall_clock.set_forward(one["seconds"])


class _Before(keras.callbacks.Callback):
    def __init__(self, watch: Stopwatch) -> None:
        super().__init__()
        self.watch, self.begun, self.ended = watch, 0.0, 0.0

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.watch.epoch = epoch
        self.watch.inner.append([])
        self.watch.outer.append([])

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self.begun = time.perf_counter()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.ended = time.perf_counter()


class _After(keras.callbacks.Callback):
    def __init__(self, watch: Stopwatch, before: _Before) -> None:
        super().__init__()
        self._watch, self._before, self._begun = watch, before, 0.0

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._begun = time.perf_counter()
        self._watch.disturb("on_train_batch_begin", batch)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self._watch.outer[-1].append(time.perf_counter() - self._before.begun)
        self._watch.inner[-1].append(self._before.ended - self._begun)
        self._watch.disturb("on_train_batch_end", batch)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._watch.disturb("on_test_batch_begin", batch)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self._watch.disturb("on_epoch_begin", epoch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._watch.disturb("on_epoch_end", epoch)
