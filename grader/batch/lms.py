"""Results in the formats that Gradescope, Moodle and Canvas import."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grader.batch.gradebook import safe
from grader.batch.results import Result
from grader.batch.roster import Student
from grader.catalogue import Exercise

FOLDER = "lms"
# Moodle's importer (mod/assign/feedback/offline) insists on the identifier, the grade, and when it was last changed.
_MOODLE_HEADS = (
    "Identifier",
    "Full name",
    "Email address",
    "Grade",
    "Maximum Grade",
    "Last modified (grade)",
    "Feedback comments",
)
_CANVAS_HEADS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write_lms_files(
    folder: Path, results: Iterable[Result], exercises: list[Exercise], roster: dict[str, Student]
) -> list[Path]:
    """Write a Moodle and a Canvas file for each exercise, and a Gradescope file for each submission; return them.

    They lie in ``folder/lms``. A student is known to an LMS by the id of the roster, else by that in the name of the
    download; who has neither is left out of the files of Moodle and Canvas. What was not graded is left out everywhere.
    """
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for pattern in ("moodle-*.csv", "canvas-*.csv", "gradescope-*.json"):
        for old in target.glob(pattern):
            old.unlink()  # an earlier round may have graded more
    graded = [result for result in results if result.score is not None and result.exercise]
    files: list[Path] = []
    for exercise in exercises:
        of_it = [result for result in graded if result.exercise == exercise.slug]
        if of_it:
            files.append(_moodle(target / f"moodle-{exercise.slug}.csv", of_it, exercise, roster))
            files.append(_canvas(target / f"canvas-{exercise.slug}.csv", of_it, exercise, roster))
    for number, result in enumerate(graded, start=1):
        files.append(_gradescope(target / f"gradescope-{number:04}.json", result))
    return files


def _moodle(file: Path, results: list[Result], exercise: Exercise, roster: dict[str, Student]) -> Path:
    """Write a grading worksheet: Moodle finds students by "Participant" and their number in the course."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_MOODLE_HEADS)
        for result in results:
            if student := _student(result, roster):
                names = (f"Participant {student.id}", safe(student.name), safe(student.email))
                grade = (f"{result.score:g}", f"{exercise.points:g}", "-")
                writer.writerow([*names, *grade, safe(_comment(result))])
    return file


def _comment(result: Result) -> str:
    status = str(result.report["status"]).replace("_", " ")
    return str(result.report.get("override", {}).get("comment") or status)


def _canvas(file: Path, results: list[Result], exercise: Exercise, roster: dict[str, Student]) -> Path:
    """Write a gradebook: Canvas finds students by their ID, and takes the second line for the points possible."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*_CANVAS_HEADS, f"{exercise.number} {exercise.title}"])
        writer.writerow(["    Points Possible", "", "", "", "", f"{exercise.points:g}"])
        for result in results:
            if student := _student(result, roster):
                writer.writerow(
                    [safe(student.name or result.student), safe(student.id), "", "", "", f"{result.score:g}"]
                )
    return file


def _gradescope(file: Path, result: Result) -> Path:
    """Write what Gradescope reads as ``results.json``: the score of each check, with its text."""
    report = result.report
    document: dict[str, Any] = {
        "score": result.score,
        "execution_time": round(float(report["seconds"])),
        "output": report["message"] or f"Seed {report['seed']}.",
        "output_format": "text",
        "tests": [_test(check) for check in report["checks"]],
        "extra_data": {"student": result.student, "exercise": result.exercise, "seed": report["seed"]},
    }
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def _test(check: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": check["title"],
        "score": check["score"],
        "max_score": check["max_score"],
        "status": "passed" if check["status"] == "passed" else "failed",
        "output": check["message"],
        "visibility": "visible",
    }


def _student(result: Result, roster: dict[str, Student]) -> Student | None:
    known = roster.get(result.student)
    return known or (Student(result.student, result.lms_id, result.student) if result.lms_id else None)
