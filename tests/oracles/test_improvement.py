"""Better means strictly better than the best so far, by more than min_delta."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.oracles import Best, Mode
from tests.oracles.driven import MIN_DELTAS, value_lists


@pytest.mark.parametrize(
    ("mode", "min_delta", "values", "better"),
    [
        ("min", 0.0, [1.0, 1.0, 0.5, 0.75], [True, False, True, False]),
        ("max", 0.0, [1.0, 1.0, 0.5, 1.5], [True, False, False, True]),
        ("min", 0.25, [1.0, 0.75, 0.5], [True, False, True]),
        ("max", 0.25, [0.5, 0.75, 1.0], [True, False, True]),
        ("min", 0.0, [0.1, 0.1 - 1e-9, 0.1 - 1e-6], [True, False, True]),
        ("max", 0.0, [0.1, 0.1 + 1e-9, 0.1 + 1e-6], [True, False, True]),
        ("max", 0.001, [0.6, 0.601, 0.602], [True, False, True]),
        ("min", -0.25, [1.0, 0.75, 0.5], [True, False, True]),
    ],
)
def test_takes_what_is_strictly_better(mode: Mode, min_delta: float, values: list[float], better: list[bool]) -> None:
    """A tie, and a gain of exactly min_delta, are no improvement, in single precision; the sign of min_delta is ignored."""
    best = Best(mode, min_delta)

    assert [best.take(value) for value in values] == better


def test_nothing_beats_nan() -> None:
    """A NaN that comes first counts as best, and then nothing is ever better."""
    best = Best("min")

    assert [best.take(value) for value in (float("nan"), 1.0, 0.0)] == [True, False, False]


def test_starts_from_a_given_value() -> None:
    """A value to begin with must be beaten by the first one, too."""
    best = Best("max", value=0.5)

    assert [best.take(value) for value in (0.5, 0.75)] == [False, True]
    assert best.value == 0.75


@given(values=value_lists(), told=st.sampled_from(["min", "max"]), min_delta=MIN_DELTAS)
def test_agrees_with_keras(values: list[float], told: Mode, min_delta: float) -> None:
    """Each value is better exactly when the rule that the real callbacks share says so."""
    from keras.src.callbacks.monitor_callback import MonitorCallback

    real = MonitorCallback(mode=told, min_delta=min_delta)
    real._set_monitor_op()
    best = Best(told, min_delta)
    for value in values:
        wanted = bool(real._is_improvement(value, real.best))
        real.best = value if wanted else real.best

        assert best.take(value) == wanted
