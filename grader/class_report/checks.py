"""Which checks failed how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.batch.results import Result

# Of these the checks were run; of the others there is nothing to learn about a check.
RUN = ("passed", "failed", "timeout", "crashed")


@dataclass(frozen=True)
class Failing:
    """A check: how many of ``of`` submissions did not pass it, and the lesson to revisit."""

    title: str
    lesson: str
    failed: int
    of: int

    @property
    def share(self) -> float:
        """Return the part of the class that failed, from 0 to 1."""
        return self.failed / self.of


def failing_checks(results: Iterable[Result]) -> list[Failing]:
    """Return every check of ``results``, which are all of one exercise; the one that failed most often comes first."""
    seen: dict[str, dict[str, Any]] = {}
    failed: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for check in (check for result in results if result.report["status"] in RUN for check in result.report["checks"]):
        seen[check["name"]] = check
        of[check["name"]] += 1
        failed[check["name"]] += check["status"] != "passed"
    table = [Failing(one["title"], one["lesson"] or "", failed[name], of[name]) for name, one in seen.items()]
    return sorted(table, key=lambda one: -one.share)
