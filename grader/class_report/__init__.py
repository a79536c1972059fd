"""The report on a graded class: one page for an instructor, about the class and not about its members."""

from __future__ import annotations

from grader.class_report.page import write_class_report

__all__ = ["write_class_report"]
