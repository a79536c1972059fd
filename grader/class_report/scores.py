"""How the points of a class are distributed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from grader.batch.results import Result

# The last part is full points alone: whether all is right is the first thing that is asked.
PARTS = (*(f"{10 * tenth} to {10 * tenth + 9} %" for tenth in range(10)), "100 %")


@dataclass(frozen=True)
class Scores:
    """The points of one exercise; ``counts`` has an entry for each of PARTS, without a verdict nobody is counted."""

    points: float
    handed_in: int
    counts: tuple[int, ...]
    mean: float | None
    median: float | None

    @property
    def graded(self) -> int:
        """Return how many have points."""
        return sum(self.counts)

    @property
    def full(self) -> int:
        """Return how many have all points."""
        return self.counts[-1]


def scores_of(results: Sequence[Result], points: float) -> Scores:
    """Return the distribution of the points of ``results``, which are all of one exercise worth ``points``."""
    known = [result.score for result in results if result.score is not None]
    counts = [0] * len(PARTS)
    for score in known:
        counts[_part(score, points)] += 1
    mean, median = (statistics.fmean(known), statistics.median(known)) if known else (None, None)
    return Scores(points, len(results), tuple(counts), mean, median)


def _part(score: float, points: float) -> int:
    # Points that are sums of thirds end a little below what they should be.
    return min(max(int(10 * score / points + 1e-9), 0), 10) if points else 10
