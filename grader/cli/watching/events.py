"""What the loop of `grader watch` is told; all of it comes through one queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.report import CheckResult, Report


@dataclass(frozen=True)
class Saved:
    """The learner's file is another one than before."""


@dataclass(frozen=True)
class Pressed:
    """The learner pressed a key."""

    key: str


@dataclass(frozen=True)
class Said:
    """Something takes its time."""

    sentence: str


@dataclass(frozen=True)
class Judged:
    """A verdict of the grading ``number`` was reached."""

    number: int
    result: CheckResult


@dataclass(frozen=True)
class Graded:
    """The grading ``number`` has come to its end."""

    number: int
    report: Report


@dataclass(frozen=True)
class Failed:
    """The grading ``number`` could not be done; the sentence says why."""

    number: int
    sentence: str


Event = Saved | Pressed | Said | Judged | Graded | Failed
Post = Callable[[Event], object]
