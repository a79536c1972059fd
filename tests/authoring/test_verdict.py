"""When a catalogued submission keeps its promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.authoring.specimen import Specimen
from grader.authoring.verdict import fault_of_right, fault_of_wrong, is_caught
from grader.report import CheckResult, Report

WRONG = Specimen(Path("wrong/x.py"), "test_stops", ("too late",))


def _report(standing: str = "graded", **statuses: Any) -> Report:
    stages = {"test_call": "signatures", "test_stops": "behaviour", "test_fits": "training"}
    checks = [CheckResult(name, "s", 1.0, "l", stage) for name, stage in stages.items()]
    for check in checks:
        check.status = statuses.get(check.name, "passed")
        check.note = "stopped too late"
    return Report("02_x", "X", "x.py", 7, checks, standing)


def test_right_means_full_points() -> None:
    """Anything less is a false reject, told with the check and the seed."""
    assert fault_of_right(_report()) is None
    assert "test_stops: stopped too late" in str(fault_of_right(_report(test_stops="failed")))
    assert "seed 7" in str(fault_of_right(_report(test_stops="failed")))


def test_caught_by_the_named_check() -> None:
    """The named check failed with its message, and so may others of its stage or later."""
    assert fault_of_wrong(_report(test_stops="failed", test_fits="failed"), WRONG) is None
    assert fault_of_wrong(_report(test_stops="crashed"), WRONG) is None


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (_report(), "is passed"),
        (_report(test_fits="failed"), "test_stops did not catch it"),
        (_report(test_stops="failed", test_call="failed"), "test_call of an earlier stage failed too"),
        (_report(test_stops="harness_error"), "is harness_error"),
        (_report("invalid", test_stops="not_run"), "is invalid"),
    ],
)
def test_anything_else_is_a_fault(report: Report, words: str) -> None:
    """A wrong submission that was caught by luck, or not at all, turns the proof red."""
    assert words in str(fault_of_wrong(report, WRONG))


def test_the_message_must_be_the_one_that_is_meant() -> None:
    """A failure for another reason does not help the learner."""
    other = Specimen(WRONG.path, "test_stops", ("too early",))

    assert "`too early` is not in its message" in str(fault_of_wrong(_report(test_stops="failed"), other))


def test_a_check_that_does_not_exist() -> None:
    """A typo in a header is told."""
    assert "names no check" in str(
        fault_of_wrong(_report(test_stops="failed"), Specimen(WRONG.path, "test_stop", ("x",)))
    )


def test_caught_means_by_the_named_check_with_its_message() -> None:
    """Neither another check, nor another message, nor a fault of the kit ends a grading early."""
    assert is_caught(_report(test_stops="failed").checks, WRONG)
    assert not is_caught(_report(test_fits="failed").checks, WRONG)
    assert not is_caught(_report(test_stops="harness_error").checks, WRONG)
    assert not is_caught(_report(test_stops="not_run").checks, WRONG)
    assert not is_caught([], WRONG)

    report = _report(test_stops="failed")
    report.checks[1].note = "stopped for another reason"
    assert not is_caught(report.checks, WRONG)
