"""Expectations about the random numbers that everybody shares: those of NumPy and of Python."""

from __future__ import annotations

from grader.evidence import Run
from grader.judge.expect import expect


def expect_shared_numbers_left_alone(run: Run, what: str) -> None:
    """Raise Unmet unless ``what`` has left the global generators as they were, as far as ``run`` looked."""
    touched = " and ".join(run.values["disturbed"])
    expect(
        not touched,
        expected=f"{what} leaves the global random numbers of NumPy and Python alone",
        seen=f"those of {touched} were drawn or seeded",
        why="Others draw from these numbers too: after your call they would draw different ones. "
        "A seed belongs where the program starts.",
    )
