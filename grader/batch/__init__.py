"""A class: many submissions in, one result each, whatever happens on the way."""

from __future__ import annotations

from grader.batch.batch import Batch, grade_batch
from grader.batch.handed_in import HandedIn, find_submissions
from grader.batch.results import Result, read_results

__all__ = ["Batch", "HandedIn", "Result", "find_submissions", "grade_batch", "read_results"]
