"""Expectations about NaN among the values that were measured."""

from __future__ import annotations

from grader.evidence import Run
from grader.judge.expect import expect


def expect_survives_nan(run: Run, what: str) -> None:
    """Raise Unmet when an exception ended ``run``, in which measured values are NaN; ``what`` is to go on all the same."""
    raised = run.raised
    expect(
        raised is None,
        expected=f"{what} goes on when NaN was measured",
        seen=f"it raised {raised.type}{f': {raised.message}' if raised.message else ''}" if raised else "",
        why='A training that fails measures NaN, "not a number". No int can be made of it, and it does not even equal itself.',
        line=raised.line if raised else None,
    )
