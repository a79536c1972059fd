"""In which order the exercises of one command are begun."""

from __future__ import annotations

from collections.abc import Sequence

from grader.catalogue import Exercise


def turns(exercises: Sequence[Exercise], cores: int) -> list[Exercise]:
    """Return ``exercises`` in the order in which to begin them: the one that may take longest first, the rest as given.

    Begun last, it would still be at work when all other cores have nothing left to do. A single core keeps the order:
    whoever waits wants to see the first result at once.
    """
    longest = max(exercises, key=lambda one: one.limits.submission_seconds, default=None)
    if longest is None or cores < 2:
        return list(exercises)
    return [longest, *(one for one in exercises if one is not longest)]
