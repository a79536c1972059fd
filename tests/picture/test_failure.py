"""The picture of what failed first travels with a report as plain data."""

from __future__ import annotations

import json

from grader.picture import fragment, picture_of_failure
from grader.report import CheckResult, Report
from tests.picture.made import picture


def _report(status: str) -> Report:
    check = CheckResult("test_a", "It stops.", 1.0, "day-27")
    check.status = status  # type: ignore[assignment]  # one of its words
    report = Report("02_detect_overfitting", "Detect overfitting", "x.py", 7, [check])
    report.picture = picture()
    return report


def test_a_failure_is_shown_wherever_its_report_goes() -> None:
    """JSON there and back, the same piece of HTML comes of it."""
    travelled = json.loads(json.dumps(picture_of_failure(_report("failed"))))

    assert fragment(travelled) == fragment(picture()) != ""


def test_where_all_is_well_nothing_travels() -> None:
    """A passed submission has no failure, and one that never ran has no picture."""
    never_ran = _report("failed")
    never_ran.picture = None

    assert picture_of_failure(_report("passed")) is None
    assert picture_of_failure(never_ran) is None
