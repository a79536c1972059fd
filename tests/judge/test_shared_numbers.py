"""Expectations about the random numbers that everybody shares."""

from __future__ import annotations

import pytest

from grader.evidence import Run
from grader.judge import Unmet
from grader.judge.shared_numbers import expect_shared_numbers_left_alone


def test_the_generators_are_named() -> None:
    """A learner reads which function has touched whose numbers; nothing is said where none was touched."""
    with pytest.raises(Unmet, match=r"expected: `analyze` leaves .* alone\nseen: those of NumPy and Python were drawn"):
        expect_shared_numbers_left_alone(Run("one", {}, values={"disturbed": ["NumPy", "Python"]}), "`analyze`")
    expect_shared_numbers_left_alone(Run("one", {}, values={"disturbed": []}), "`analyze`")
