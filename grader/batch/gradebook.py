"""The gradebook of a batch as a table: a line for each student, points for each exercise."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from grader.batch.results import Result
from grader.batch.roster import Student
from grader.catalogue import Exercise

FILE = "gradebook.csv"
# A spreadsheet takes text that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_gradebook(
    folder: Path, results: Iterable[Result], exercises: list[Exercise], roster: dict[str, Student]
) -> Path:
    """Write the gradebook of ``results`` into ``folder`` and return its path.

    A cell is empty where nothing was handed in or could be read, and where the kit failed: none is a zero. The column
    after the points says which; "unread" is what may be missing, or be among work that tells no exercise. Students of
    the roster who handed nothing in have a line too.
    """
    table = {(result.student, result.exercise): result for result in results}
    students = sorted({student for student, _ in table} | set(roster))
    columns = [exercise for exercise in exercises if any(slug == exercise.slug for _, slug in table)]
    file = folder / FILE
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        heads = [head for one in columns for head in (f"{one.slug} ({one.points:g})", f"{one.slug} status")]
        writer.writerow(["student", "id", "name", "total", *heads])
        for student in students:
            unread = table.get((student, ""))
            writer.writerow(
                _row(student, [table.get((student, one.slug), unread) for one in columns], roster.get(student))
            )
    return file


def _row(student: str, results: list[Result | None], entry: Student | None) -> list[str]:
    known = [result for result in results if result]
    lms_id = entry.id if entry else next((result.lms_id for result in known if result.lms_id), "")
    scores = [result.score for result in known]
    total = "" if None in scores or not known else f"{sum(score or 0.0 for score in scores):g}"
    cells = [cell for result in results for cell in points_and_status(result)]
    return [safe(student), safe(lms_id), safe(entry.name if entry else ""), total, *cells]


def points_and_status(result: Result | None) -> tuple[str, str]:
    """Return the points as text, "" where there is no verdict, and the status."""
    if result is None:
        return "", "missing"
    if not result.exercise:
        return "", "unread"
    return "" if result.score is None else f"{result.score:g}", str(result.report["status"])


def safe(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
