"""The report on one submission of a class, whatever is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.catalogue import Exercise
from grader.judge import Attempt
from grader.judge.attempt import Standing
from grader.kit.errors import KitError
from grader.picture import picture_of_failure
from grader.pytest_plugin.grade import judge
from grader.report.report import FORMAT_VERSION


def report_on(attempt: Attempt) -> dict[str, Any]:
    """Return the JSON of the report on ``attempt``, with the sentence about the whole, and the run that failed first."""
    report = judge(attempt)
    return report.to_json() | {"message": attempt.message, "picture": picture_of_failure(report)}


def fault_of(
    one: HandedIn, seed: int, exercise: Exercise | None, message: str, standing: Standing = "invalid"
) -> dict[str, Any]:
    """Return the report on something that was not run: with the checks and points of its exercise, where that is known."""
    if exercise is None:
        return without_verdict(one, seed, standing, message)
    return report_on(Attempt(exercise, one.path, seed, standing, message))


def without_verdict(one: HandedIn, seed: int, status: str, message: str) -> dict[str, Any]:
    """Return the report on something that no judge has seen, as its exercise is not known."""
    return {
        "format_version": FORMAT_VERSION,
        "exercise": one.exercise,
        "seed": seed,
        "status": status,
        "score": 0.0,
        "max_score": 0.0,
        "seconds": 0.0,
        "checks": [],
        "diagnosis": None,
        "output": "",
        "protections": [],
        "versions": {"kit": grader.__version__},
        "message": message,
    }


def told_to_students(error: KitError, path: Path) -> str:
    """Return what ``error`` says of the file at ``path``, without the place on the instructor's machine where it lies."""
    return error.message.replace(f"{path.parent}{os.sep}", "")
