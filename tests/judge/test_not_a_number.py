"""Expectations about NaN among the values that were measured."""

from __future__ import annotations

import pytest

from grader.evidence import Raised, Run
from grader.judge import Unmet
from grader.judge.not_a_number import expect_survives_nan


def test_an_exception_is_told_with_its_line() -> None:
    """What raised when NaN came is named with its message and its line; what came to its end is fine."""
    raised = Raised("ValueError", "cannot convert float NaN to integer", line=7, not_written=False)

    with pytest.raises(
        Unmet, match=r"expected: `analyze` goes on when NaN was measured\nseen: it raised ValueError: "
    ) as told:
        expect_survives_nan(Run("one", {}, status="raised", raised=raised), "`analyze`")
    assert told.value.line == 7
    expect_survives_nan(Run("one", {}, status="finished"), "`analyze`")
