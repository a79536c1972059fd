"""The picture of what failed first, as plain data that travels with a report."""

from __future__ import annotations

from typing import Any

from grader.report import Report


def picture_of_failure(report: Report) -> dict[str, Any] | None:
    """Return the run of ``report`` that ``fragment`` shows; None where all is well or nothing ran."""
    if report.picture is None or report.status == "passed":
        return None
    table: dict[str, Any] = report.picture.told().to_json()
    return table
