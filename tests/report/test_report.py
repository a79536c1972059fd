"""The report and its JSON, on which others rely."""

from __future__ import annotations

from typing import Any

import pytest

import grader
from grader.diagnosis import Diagnosis
from grader.report import CheckResult, Report, status_of


def _report(*statuses: Any, standing: str = "graded") -> Report:
    checks = [CheckResult(f"test_{number}", "A sentence.", 2.0, "day-27#x") for number in range(len(statuses))]
    for check, status in zip(checks, statuses, strict=True):
        check.status = status
    return Report("02_x", "X", "exercise.py", 7, checks, standing)


@pytest.mark.parametrize(
    ("standing", "checks", "status"),
    [
        ("graded", ["passed", "passed"], "passed"),
        ("graded", ["passed", "failed"], "failed"),
        ("graded", ["passed", "not_run"], "failed"),
        ("graded", ["failed", "timeout"], "timeout"),
        ("graded", ["timeout", "crashed"], "crashed"),
        ("graded", ["crashed", "harness_error"], "harness_error"),
        ("invalid", ["not_run"], "invalid"),
        ("not_attempted", ["not_run"], "not_attempted"),
        ("harness_error", ["passed"], "harness_error"),
        ("graded", [], "harness_error"),
    ],
)
def test_the_first_status_that_applies(standing: str, checks: Any, status: str) -> None:
    """Ours comes before the learner's, and no checks at all is our fault."""
    assert status_of(standing, checks) == status


def test_a_check_starts_as_not_run_and_is_worth_nothing() -> None:
    """Only a check that passed earns points."""
    check = CheckResult("test_x", "A sentence.", 2.0, "day-27")

    assert (check.status, check.score) == ("not_run", 0.0)
    assert _report("passed", "failed", "not_run").score == 2.0


def test_the_keys_of_the_json() -> None:
    """Others read exactly these keys; another one or one less is a new format."""
    table = _report("passed", "failed").to_json()

    assert list(table) == [
        "format_version", "exercise", "submission", "seed", "status", "score", "max_score", "seconds", "checks",
        "diagnosis", "output", "protections", "versions",
    ]  # fmt: skip
    assert list(table["checks"][0]) == ["name", "title", "status", "score", "max_score", "message", "line", "lesson"]
    assert (table["format_version"], table["status"], table["score"], table["max_score"]) == (1, "failed", 2.0, 4.0)
    assert table["versions"]["kit"] == grader.__version__


def test_the_message_has_three_parts_or_is_a_note() -> None:
    """A failed check says expected, seen and why; one that was not judged says why not."""
    failed = CheckResult("t", "s", 1, "l", status="failed", expected="a", seen="b", why="c")

    assert failed.message == "expected: a\nseen: b\nwhy: c"
    assert CheckResult("t", "s", 1, "l", note="not written yet").message == "not written yet"


def test_a_diagnosis_is_told_with_where_to_read_on() -> None:
    """Its id and message, and for whoever shows it: explanation, lesson and question."""
    report = _report("failed")
    report.diagnosis = Diagnosis("late", "it is late.", "It is.", "day-27", "stop-training")

    assert report.to_json()["diagnosis"] == {
        "id": "late",
        "message": "it is late.",
        "explanation": "It is.",
        "lesson": "day-27",
        "quiz": "stop-training",
    }
    report.diagnosis = Diagnosis("late", "it is late.", "It is.", "day-27")
    assert report.to_json()["diagnosis"]["quiz"] is None
