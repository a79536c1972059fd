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
from typing import Any, Literal

from hypothesis import strategies as st

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

History = Sequence[Mapping[str, float]]

# A coarse grid of values that are exact in binary: ties, and differences of exactly min_delta, come up all the time.
GRID = [0.25, 0.5, 0.625, 0.75, 0.875, 1.0, 1.125, 2.0]
# The same as people write them. These are not exact: what counts as a tie depends on the precision of the comparison.
DECIMALS = [0.1, 0.3, 0.5, 0.599, 0.6, 0.601, 0.602, 0.7, 0.7001]
HAIRS = [0.0, 1e-9, -1e-9, 2e-9, -2e-9, 3e-8, -3e-8, 1e-6, -1e-6]
STEPS = [*HAIRS, 1e-4, -1e-4, 2e-4, 0.001, -0.001, 0.1, -0.1, 0.125, -0.125, 0.25, -0.25]
ODD = [float("nan"), float("inf")]
VALUES = st.one_of(
    st.sampled_from(GRID), st.sampled_from(DECIMALS + ODD), st.floats(0.0, 4.0, width=32, allow_subnormal=False)
)
MIN_DELTAS = st.sampled_from([0.0, 0.0, 0.0, 0.125, 0.25, 1e-4, 0.001, 0.1, -0.125])
MONITOR = "val_loss"
_PRESENT = st.sampled_from([True] * 7 + [False])


@dataclass(frozen=True)
class Direction:
    """What a callback is told to monitor, and the mode that its words mean."""

    monitor: str
    told: Literal["auto", "min", "max"]
    meant: Literal["min", "max"]


DIRECTIONS = st.sampled_from(
    [
        Direction("val_loss", "auto", "min"),
        Direction("val_loss", "min", "min"),
        Direction("val_loss", "max", "max"),
        Direction("val_accuracy", "auto", "max"),
        Direction("val_accuracy", "min", "min"),
    ]
)


@dataclass
class Driven:
    """What a real callback did: epochs run, the rate of each, what it printed and warned of, whose weights remain."""

    epochs_run: int
    rates: list[float]
    final_rate: float
    printed: str
    marker: float | None
    stopped: bool
    warned: list[tuple[int, str]]

    @property
    def lines(self) -> list[str]:
        """Return the printed lines that are not empty."""
        return [line for line in self.printed.splitlines() if line]

    def epochs_that(self, words: str) -> list[int]:
        """Return the epochs, from 1, of the printed lines with ``words``."""
        return [int(found) for found in re.findall(rf"Epoch (\d+): [^\n]*{words}", self.printed)]


def value_lists(max_size: int = 12) -> st.SearchStrategy[list[float]]:
    """Return lists of values on the coarse grid, or that differ from a base by a hair, or by min_deltas and more."""

    def around(base: float) -> st.SearchStrategy[list[float]]:
        hairs = st.sampled_from([base + step for step in HAIRS])
        steps = st.sampled_from([base + step for step in STEPS])
        return st.one_of(
            st.lists(st.sampled_from(GRID + ODD[:1]), min_size=1, max_size=max_size),
            st.lists(hairs, min_size=1, max_size=max_size),
            st.lists(st.one_of(steps, steps, steps, VALUES), min_size=1, max_size=max_size),
        )

    return st.sampled_from(GRID + DECIMALS).flatmap(around)


def histories(max_size: int = 12) -> st.SearchStrategy[list[dict[str, float]]]:
    """Return lists of logs in which the metric may be missing, may tie or nearly so, and may be NaN."""
    return value_lists(max_size).flatmap(
        lambda values: st.lists(_PRESENT, min_size=len(values), max_size=len(values)).map(
            lambda present: [
                {"loss": 1.0, MONITOR: value} if there else {"loss": 1.0}
                for value, there in zip(values, present, strict=True)
            ]
        )
    )


def watched(history: History, monitor: str) -> list[dict[str, float]]:
    """Return ``history`` with ``monitor`` in place of the usual metric."""
    return [{monitor if key == MONITOR else key: value for key, value in logs.items()} for logs in history]


def without(history: History, monitor: str) -> list[int]:
    """Return the epochs, from 1, that did not measure ``monitor``."""
    return [epoch for epoch, logs in enumerate(history, start=1) if monitor not in logs]


@functools.cache
def _model() -> Any:
    from grader.child.tiny import tiny_model

    return tiny_model()


def drive(callback: Any, history: History, rate: float = 0.01, initial_epoch: int = 0) -> Driven:
    """Call the hooks of one real callback as a ``fit`` would whose epochs end with ``history``.

    The weights are marked with the epoch, from 1; the first one is ``initial_epoch``, from 0. Only warnings meant for
    the user are kept. The model is shared, which is what makes thousands of histories quick.
    """
    import keras

    from grader.child.tiny import marker_of, set_marker

    model = _model()
    model.optimizer.learning_rate = rate
    model.stop_training = False
    hooks = keras.callbacks.CallbackList([callback], model=model, epochs=len(history), steps=1, verbose=0)
    rates: list[float] = []
    warned: list[tuple[int, str]] = []
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        hooks.on_train_begin()
        for epoch, logs in enumerate(history, start=initial_epoch):
            hooks.on_epoch_begin(epoch)
            rates.append(float(model.optimizer.learning_rate))
            set_marker(model, epoch + 1)
            hooks.on_epoch_end(epoch, dict(logs))
            warned += [(epoch + 1, str(warning.message)) for warning in caught if warning.category is UserWarning]
            caught.clear()
            if model.stop_training:
                break
        hooks.on_train_end()
    final_rate = float(model.optimizer.learning_rate)
    return Driven(len(rates), rates, final_rate, output.getvalue(), marker_of(model), model.stop_training, warned)
