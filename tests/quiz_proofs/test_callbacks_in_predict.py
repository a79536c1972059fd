"""Proofs of callbacks-in-predict: what callbacks can and cannot do during a prediction."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, BATCHES, data, predict_calls

prove = proofs_of("callbacks-in-predict")


@prove("a")
def test_follow_its_progress() -> bool:
    """The callback hears of the beginning, of each batch that is done, in order, and of the end."""
    calls = predict_calls()
    done = [call.at for call in calls if call.hook == "on_predict_batch_end"]
    return (calls[0].hook, done, calls[-1].hook) == ("on_predict_begin", [*range(BATCHES)], "on_predict_end")


@prove("b")
def test_refused_or_ignored() -> bool:
    """Look whether a callback is called, and none of its hooks that are made for training."""
    return not any("predict" in call.hook for call in predict_calls())


@prove("c")
def test_hooks_around_each_batch() -> bool:
    """Between the beginning and the end of the prediction there are pairs of them, one for each batch."""
    pairs = [(f"on_predict_batch_{edge}", batch) for batch in range(BATCHES) for edge in ("begin", "end")]
    return [(call.hook, call.at) for call in predict_calls()[1:-1]] == pairs


class _Overwrites(keras.callbacks.Callback):
    """Writes sevens over the outputs, and then puts an array of sevens in their place."""

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        logs["outputs"][:] = 7.0
        logs["outputs"] = np.full_like(logs["outputs"], 7.0)


@prove("d")
def test_change_what_is_returned() -> bool:
    """Look for a seven in what `predict` returns; the outputs of the model are between 0 and 1."""
    outputs = tiny_model().predict(data()[0], batch_size=BATCH_SIZE, verbose=0, callbacks=[_Overwrites()])
    return bool(np.any(outputs == 7.0))
