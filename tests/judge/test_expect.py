"""Expectations that explain themselves."""

from __future__ import annotations

import numpy as np
import pytest

from grader.judge import Unmet, expect, expect_close, expect_equal


def test_says_expected_seen_and_why() -> None:
    """All three parts are in the exception, each on its line."""
    with pytest.raises(Unmet) as caught:
        expect(False, expected="a", seen="b", why="c", line=7)

    assert str(caught.value) == "expected: a\nseen: b\nwhy: c"
    assert caught.value.line == 7


def test_met_expectations_are_silent() -> None:
    """Nothing happens when all is as it should be."""
    expect(True, expected="", seen="", why="")
    expect_equal(3, 3, what="", why="")
    expect_close(0.1 + 0.2, 0.3, what="", why="")


@pytest.mark.parametrize("seen", [0.31, None, "0.3", True, float("nan")])
def test_close_wants_a_number_near_by(seen: object) -> None:
    """What is far off, or no number at all, is not close."""
    with pytest.raises(Unmet):
        expect_close(seen, 0.3, what="rate", why="")


def test_values_are_shown_briefly() -> None:
    """Floats and lists are shortened to what a person reads."""
    with pytest.raises(Unmet, match=r"epochs: 1, 2\.5\nseen: none"):
        expect_equal([], [1, 2.5], what="epochs", why="")
    with pytest.raises(Unmet, match=r"seen: 0\.333333\n"):
        expect_equal(1 / 3, float(np.float64(1)), what="x", why="")
