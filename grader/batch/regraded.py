"""What a regrade has changed: old and new points side by side, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from grader.batch.gradebook import points_and_status, safe
from grader.batch.results import Result

FILE = "regraded.csv"
_HEADS = ("student", "exercise", "old points", "old status", "new points", "new status", "given by a person")


def write_regraded(folder: Path, before: dict[tuple[str, str], Result], now: Iterable[Result]) -> Path:
    """Write a line for each result of the round ``before`` into ``folder`` and return the file's path.

    What the grader gave and what a person has given instead stand beside each other.
    """
    file = folder / FILE
    known = {result.key: result for result in now}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADS)
        for key, old in sorted(before.items()):
            override = known[key].report.get("override") if key in known else None
            given = f"{override['score']:g}" if override else ""
            names = (safe(old.student), old.exercise)
            writer.writerow(
                [*names, *points_and_status(_graded(old)), *points_and_status(_graded(known.get(key))), given]
            )
    return file


def _graded(result: Result | None) -> Result | None:
    """Return ``result`` without what a person gave."""
    if result is None:
        return None
    report = {name: value for name, value in result.report.items() if name != "override"}
    return Result(result.student, result.exercise, result.lms_id, result.digest, report, result.round)
