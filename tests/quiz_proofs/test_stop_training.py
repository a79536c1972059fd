"""Proofs of stop-training: what happens when a callback stops a training in the middle of an epoch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, Call, Recorder, calls_of, data
from tests.quiz_proofs.watch import shared
from tests.quiz_proofs.workplace import files

prove = proofs_of("stop-training")
STOP_AFTER = 5  # the second batch of the second of three epochs with three batches


class _Stops(Recorder):
    """Sets the flag when so many batches are trained, and keeps every call."""

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.keep("on_train_batch_end", batch, logs)
        if self.calls[-1].trained == STOP_AFTER:
            self.model.stop_training = True
            self.weights = self.model.get_weights()


@dataclass
class Seen:
    """A training that was stopped, what came after it, and the weights before, at the stop, and after."""

    calls: list[Call]
    trained_once_false: int
    next_fit: list[Call]
    before: list[Any]
    at_stop: list[Any]
    after: list[Any]
    files: list[Path]


@shared
def _a_training() -> Seen:
    """Stop a training; then lower the flag, and later train for one epoch more."""
    model, stops, later = tiny_model(), _Stops(), Recorder()
    settings: dict[str, Any] = {"batch_size": BATCH_SIZE, "validation_data": data(1), "verbose": 0}
    before = model.get_weights()
    model.fit(*data(), epochs=3, callbacks=[stops], **settings)
    after, written = model.get_weights(), files()
    model.stop_training = False
    trained = int(model.optimizer.iterations.numpy())
    model.fit(*data(), epochs=3, callbacks=[later], **settings)
    return Seen(stops.calls, trained, later.calls, before, stops.weights, after, written)


def _same(some: list[Any], others: list[Any]) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(some, others, strict=True))


@prove("a")
def test_pauses_and_goes_on() -> bool:
    """Look whether lowering the flag trains anything, or at least the next `fit` begins with the third batch."""
    seen = _a_training()
    first = calls_of("on_train_batch_begin", seen.next_fit)[0]
    return seen.trained_once_false > STOP_AFTER or first.at == 2


@prove("b")
def test_sets_the_weights_back() -> bool:
    """Compare the weights after the training with those before it."""
    seen = _a_training()
    assert not _same(seen.before, seen.at_stop)
    return _same(seen.after, seen.before)


@prove("c")
def test_saves_the_model() -> bool:
    """Look for a file."""
    return _a_training().files != []


@prove("d")
def test_closes_the_epoch_and_ends() -> bool:
    """Nothing but the rest of this epoch, without a further batch, and the end of the training follow the stop."""
    calls = _a_training().calls
    stop = next(place for place, call in enumerate(calls) if call.trained == STOP_AFTER)
    return [call.hook for call in calls[stop + 1 :]] == [
        "on_test_begin",
        "on_test_batch_begin",
        "on_test_batch_end",
        "on_test_end",
        "on_epoch_end",
        "on_train_end",
    ]
