"""The real callbacks of the installed Keras, driven with the same histories as the oracles."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

History = Sequence[Mapping[str, float]]

# A coarse grid of values that are exact in binary: ties, and differences of exactly min_delta, come up all the time.
GRID = [0.25, 0.5, 0.625, 0.75, 0.875, 1.0, 1.125, 2.0]
VALUES = st.one_of(st.sampled_from(GRID), st.just(float("nan")), st.floats(0.0, 4.0, width=32))
MIN_DELTAS = st.sampled_from([0.0, 0.125, 0.25])
MONITOR = "val_loss"


@dataclass
class Driven:
    """What a real callback did: epochs run, the rate of each, what it printed, whose weights remain."""

    epochs_run: int
    rates: list[float]
    final_rate: float
    printed: str
    marker: float | None
    stopped: bool

    def epochs_that(self, words: str) -> list[int]:
        """Return the epochs, from 1, of the printed lines with ``words``."""
        return [int(found) for found in re.findall(rf"Epoch (\d+): [^\n]*{words}", self.printed)]


def histories(monitor: str = MONITOR, max_size: int = 12) -> st.SearchStrategy[list[dict[str, float]]]:
    """Return lists of logs in which ``monitor`` may be missing, may tie, and may be NaN."""
    logs = st.one_of(VALUES.map(lambda value: {"loss": 1.0, monitor: value}), st.just({"loss": 1.0}))
    often = VALUES.map(lambda value: {"loss": 1.0, monitor: value})
    return st.lists(st.one_of(often, often, often, logs), min_size=1, max_size=max_size)


@functools.cache
def _model() -> Any:
    from grader.child.tiny import tiny_model

    return tiny_model()


def drive(callback: Any, history: History, rate: float = 0.01) -> Driven:
    """Call the hooks of one real callback as a ``fit`` would whose epochs end with ``history``.

    The weights are marked with the epoch, from 1. The model is shared, which is what makes thousands of histories quick.
    """
    import keras

    from grader.child.tiny import marker_of, set_marker

    model = _model()
    model.optimizer.learning_rate = rate
    model.stop_training = False
    hooks = keras.callbacks.CallbackList([callback], model=model, epochs=len(history), steps=1, verbose=0)
    rates: list[float] = []
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hooks.on_train_begin()
        for epoch, logs in enumerate(history):
            hooks.on_epoch_begin(epoch)
            rates.append(float(model.optimizer.learning_rate))
            set_marker(model, epoch + 1)
            hooks.on_epoch_end(epoch, dict(logs))
            if model.stop_training:
                break
        hooks.on_train_end()
    final_rate = float(model.optimizer.learning_rate)
    return Driven(len(rates), rates, final_rate, output.getvalue(), marker_of(model), model.stop_training)
