"""What a class has misunderstood, as far as diagnoses and failed checks tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.batch.results import Result
from grader.class_report.checks import RUN

MOST = 5


@dataclass(frozen=True)
class Misconception:
    """What ``count`` submissions have in common, and the lesson to revisit.

    ``diagnosed`` tells that the grader recognised the mistake; otherwise ``text`` is the first check that failed.
    """

    text: str
    lesson: str
    count: int
    diagnosed: bool


def misconceptions(results: Iterable[Result]) -> list[Misconception]:
    """Return the commonest misconceptions of ``results``, which are all of one exercise, the commonest first."""
    found: dict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
    for report in (result.report for result in results if result.report["status"] in RUN):
        first = _first_failed(report)
        if first is None:
            continue
        lesson = first["lesson"] or ""
        if diagnosis := report["diagnosis"]:
            found[True, diagnosis["id"]].append((diagnosis["message"], diagnosis.get("lesson") or lesson))
        else:
            found[False, first["name"]].append((first["title"], lesson))
    table = [
        Misconception(
            _commonest(text for text, _ in cases), _commonest(lesson for _, lesson in cases), len(cases), diagnosed
        )
        for (diagnosed, _), cases in found.items()
    ]
    return sorted(table, key=lambda one: (-one.count, not one.diagnosed, one.text))[:MOST]


def _first_failed(report: dict[str, Any]) -> dict[str, Any] | None:
    return next((check for check in report["checks"] if check["status"] not in ("passed", "not_run")), None)


def _commonest(words: Iterable[str]) -> str:
    return Counter(words).most_common(1)[0][0]
