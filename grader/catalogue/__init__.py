"""The exercises found on disk."""

from __future__ import annotations

from grader.catalogue.catalogue import all_exercises, find_exercise
from grader.catalogue.exercise import Exercise, Limits, read_exercise
from grader.catalogue.submission import Submission, is_readable, read_submission

__all__ = [
    "Exercise",
    "Limits",
    "Submission",
    "all_exercises",
    "find_exercise",
    "is_readable",
    "read_exercise",
    "read_submission",
]
