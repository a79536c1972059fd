"""Proofs of batch-hooks: which hooks run before and after each training batch."""

from __future__ import annotations

from typing import Any

import keras

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, BATCHES, EPOCHS, data

prove = proofs_of("batch-hooks")
BEFORE_EACH = list(range(EPOCHS * BATCHES))
AFTER_EACH = [trained + 1 for trained in BEFORE_EACH]


def _frames_each_batch(hook: str) -> bool:
    """Override this one hook, and look at how many batches were trained whenever it ran."""
    moments: list[int] = []

    def take_the_time(self: Any, number: int, logs: Any = None) -> None:
        moments.append(int(self.model.optimizer.iterations.numpy()))

    timer = type("Timer", (keras.callbacks.Callback,), {hook: take_the_time})()
    tiny_model().fit(*data(), epochs=EPOCHS, batch_size=BATCH_SIZE, verbose=0, callbacks=[timer])
    return moments in (BEFORE_EACH, AFTER_EACH)


@prove("a")
def test_on_train_batch_begin() -> bool:
    """It runs before each batch."""
    return _frames_each_batch("on_train_batch_begin")


@prove("b")
def test_on_epoch_begin() -> bool:
    """It misses all batches of an epoch but the first one."""
    return _frames_each_batch("on_epoch_begin")


@prove("c")
def test_on_predict_batch_end() -> bool:
    """It does not run in a training at all."""
    return _frames_each_batch("on_predict_batch_end")


@prove("d")
def test_on_train_batch_end() -> bool:
    """It runs after each batch."""
    return _frames_each_batch("on_train_batch_end")
