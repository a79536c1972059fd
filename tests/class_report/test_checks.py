"""Which checks failed how often."""

from __future__ import annotations

from grader.class_report.checks import Failing, failing_checks
from tests.class_report.made import check, result


def test_counts_what_did_not_pass() -> None:
    """The worst comes first; a check that a timeout kept from running has not been passed."""
    results = [
        result("a", checks=[check("stops"), check("prints", "failed")]),
        result("b", "timeout", checks=[check("stops", "timeout"), check("prints", "not_run")]),
        result("c", "passed", checks=[check("stops"), check("prints")]),
    ]

    lesson = "day-27#early-stopping"
    assert failing_checks(results) == [Failing("It prints.", lesson, 2, 3), Failing("It stops.", lesson, 1, 3)]


def test_what_was_never_run_says_nothing() -> None:
    """Untouched stubs, broken files and faults of the kit do not make a check look hard."""
    checks = [check("stops", "not_run")]
    results = [result(status, status, checks=checks) for status in ("not_attempted", "invalid", "harness_error")]

    assert failing_checks(results) == []
