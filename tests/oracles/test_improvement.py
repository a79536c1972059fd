"""Better means strictly better than the best so far, by more than min_delta."""

from __future__ import annotations

import pytest

from grader.oracles import Best, Mode


@pytest.mark.parametrize(
    ("mode", "min_delta", "values", "better"),
    [
        ("min", 0.0, [1.0, 1.0, 0.5, 0.75], [True, False, True, False]),
        ("max", 0.0, [1.0, 1.0, 0.5, 1.5], [True, False, False, True]),
        ("min", 0.25, [1.0, 0.75, 0.5], [True, False, True]),
        ("max", 0.25, [0.5, 0.75, 1.0], [True, False, True]),
        ("min", -0.25, [1.0, 0.75, 0.5], [True, False, True]),
    ],
)
def test_takes_what_is_strictly_better(mode: Mode, min_delta: float, values: list[float], better: list[bool]) -> None:
    """A tie, and a gain of exactly min_delta, are no improvement; the sign of min_delta does not matter."""
    best = Best(mode, min_delta)

    assert [best.take(value) for value in values] == better


def test_nothing_beats_nan() -> None:
    """A NaN that comes first counts as best, and then nothing is ever better."""
    best = Best("min")

    assert [best.take(value) for value in (float("nan"), 1.0, 0.0)] == [True, False, False]
