"""The verdicts of one submission, as data; ``grader.report.text`` shows them to a person."""

from __future__ import annotations

from grader.report.report import CheckResult, Report, Status, status_of

__all__ = ["CheckResult", "Report", "Status", "status_of"]
