"""The trainings of a run that has more than one."""

from __future__ import annotations

from grader.evidence import Fit, Run
from grader.judge.expect import expect


def fits_of(run: Run, count: int) -> list[Fit]:
    """Return the ``count`` fits of ``run``; raises Unmet when it has more or fewer of them."""
    expect(
        len(run.fits) == count,
        expected=f"{count} trainings",
        seen=f"fit was called {len(run.fits)} times",
        why="Each training is looked at by itself, so there must be as many as were asked for.",
    )
    return run.fits
