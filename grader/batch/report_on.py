"""The report on one submission of a class, whatever is wrong with it."""

from __future__ import annotations

from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.judge import Attempt
from grader.picture import picture_of_failure
from grader.pytest_plugin.grade import judge
from grader.report.report import FORMAT_VERSION


def report_on(attempt: Attempt) -> dict[str, Any]:
    """Return the JSON of the report on ``attempt``, with the sentence about the whole, and the run that failed first."""
    report = judge(attempt)
    return report.to_json() | {"message": attempt.message, "picture": picture_of_failure(report)}


def without_verdict(one: HandedIn, seed: int, status: str, message: str) -> dict[str, Any]:
    """Return the report on something that no judge has seen: its exercise is not known, or the machine was lost."""
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
