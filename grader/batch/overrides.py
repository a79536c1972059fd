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

    Points may also be given where there is no result: they take the place of work of which nothing told the exercise.
    Raises KitError that names every line which is about nobody, about no exercise, or has no number from 0 to the points.
    """
    found = {result.key: result for result in results}
    file = folder / FILE
    if not file.exists():
        return list(found.values())
    rows = _rows(file)
    if faults := [fault for number, row in rows if (fault := _fault(number, row, found, exercises))]:
        raise KitError(f"{file} needs mending: {' '.join(faults)}")
    points = {exercise.slug: exercise.points for exercise in exercises}
    answered = set()
    for _, row in rows:
        key = student, slug = row["student"], row["exercise"]
        if key not in found:
            found[key] = _without_grader(student, slug, points[slug], found)
            answered.add((student, ""))
        override = {"score": float(row["score"]), "comment": row["comment"] or ""}
        found[key] = replace(found[key], report=found[key].report | {"override": override})
    return [result for key, result in found.items() if key not in answered]


def _without_grader(student: str, slug: str, points: float, found: dict[tuple[str, str], Result]) -> Result:
    """Return a result of ``student`` for the exercise ``slug``, of which the grader has seen nothing that it could grade."""
    faulty = found.get((student, ""))
    other = faulty or next(result for key, result in found.items() if key[0] == student)
    report = other.report | {
        "exercise": slug,
        "status": "invalid" if faulty else "not_attempted",
        "score": 0.0,
        "max_score": points,
        "seconds": 0.0,
        "checks": [],
        "diagnosis": None,
        "output": "",
        "picture": None,
        "message": faulty.report["message"] if faulty else "",
    }
    return replace(other, exercise=slug, digest="", report=report)


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
    students = {key[0] for key in found}
    if student not in students:
        return f"Line {number}: {student!r} has no result.{did_you_mean(student, students)}"
    if (student, "") not in found and slug not in {key[1] for key in found}:
        return f"Line {number}: nobody has a result for {slug}.{did_you_mean(slug, {key[1] for key in found})}"
    try:
        if 0 <= float(score) <= points[slug]:
            return None
    except ValueError:
        pass
    return f"Line {number}: {score!r} is not a number from 0 to {points[slug]:g}."
