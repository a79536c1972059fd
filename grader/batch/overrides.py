"""Points that a person gives instead of the grader's; they outlive every regrade."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from grader.batch.results import Result
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean

FILE = "overrides.csv"
COLUMNS = ("student", "exercise", "score", "comment")


def with_overrides(folder: Path, results: Iterable[Result], exercises: list[Exercise]) -> list[Result]:
    """Return ``results`` with the points and comments of ``folder/overrides.csv``, if there is one.

    Raises KitError that names every line which is about nobody, about no exercise, or has no number from 0 to the points.
    """
    found = {result.key: result for result in results}
    file = folder / FILE
    if not file.exists():
        return list(found.values())
    rows = _rows(file)
    if faults := [fault for number, row in rows if (fault := _fault(number, row, found, exercises))]:
        raise KitError(f"{file} needs mending: {' '.join(faults)}")
    for _, row in rows:
        result = found[row["student"], row["exercise"]]
        override = {"score": float(row["score"]), "comment": row["comment"] or ""}
        found[result.key] = replace(result, report=result.report | {"override": override})
    return list(found.values())


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
                raise KitError(f"{file} needs the columns {', '.join(COLUMNS)}; it lacks {', '.join(missing)}.")
            return list(enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KitError(f"{file} cannot be read: {error}.") from error


def _fault(
    number: int, row: dict[str, str], found: dict[tuple[str, str], Result], exercises: list[Exercise]
) -> str | None:
    student, slug, score = (row[name] or "" for name in ("student", "exercise", "score"))
    points = {exercise.slug: exercise.points for exercise in exercises}
    if slug not in points:
        return f"Line {number}: there is no exercise {slug!r}.{did_you_mean(slug, points)}"
    if (student, slug) not in found:
        return f"Line {number}: {student!r} has no result for {slug}.{did_you_mean(student, {key[0] for key in found})}"
    try:
        if 0 <= float(score) <= points[slug]:
            return None
    except ValueError:
        pass
    return f"Line {number}: {score!r} is not a number from 0 to {points[slug]:g}."
