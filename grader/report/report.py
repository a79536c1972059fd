"""A report: the verdicts of one submission, and its JSON, on which others rely."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import grader
from grader.diagnosis import Diagnosis

# Raise this when a key of the JSON changes its meaning or goes away; new keys do not need it.
FORMAT_VERSION = 1

CheckStatus = Literal["not_run", "passed", "failed", "timeout", "crashed", "harness_error"]
Status = Literal["passed", "failed", "not_attempted", "invalid", "timeout", "crashed", "harness_error"]


@dataclass
class CheckResult:
    """The verdict on one check, which starts as ``not_run`` and is then worth 0.

    ``run`` is the run that the check looked at last, ``printed`` what the learner's code printed in it.
    """

    name: str
    title: str
    max_score: float
    lesson: str
    stage: str = "behaviour"
    status: CheckStatus = "not_run"
    expected: str = ""
    seen: str = ""
    why: str = ""
    note: str = ""
    line: int | None = None
    printed: str = ""
    run: str = ""

    @property
    def score(self) -> float:
        """Return the points that the check earned: all or none."""
        return self.max_score if self.status == "passed" else 0.0

    @property
    def message(self) -> str:
        """Return expected, seen and why, or the note of a check that was not judged."""
        if self.expected:
            return f"expected: {self.expected}\nseen: {self.seen}\nwhy: {self.why}"
        return self.note


@dataclass
class Report:
    """The verdicts of one submission; ``standing`` says why it was not graded at all, if so.

    ``diagnosis`` is the misconception that the verdicts point to, where one is clear. ``picture`` is what
    ``grader.picture`` made of its runs, None where nothing ran; ``digest`` is that of the content that was graded. Neither
    is part of the JSON.
    """

    exercise: str
    title: str
    submission: str
    seed: int
    checks: list[CheckResult] = field(default_factory=list)
    standing: str = "graded"
    message: str = ""
    line: int | None = None
    seconds: float = 0.0
    output: str = ""
    protections: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    diagnosis: Diagnosis | None = None
    picture: Any = None
    digest: str = ""

    @property
    def status(self) -> Status:
        """Return the first status that applies."""
        return status_of(self.standing, [check.status for check in self.checks])

    @property
    def score(self) -> float:
        """Return the points earned."""
        return sum(check.score for check in self.checks)

    @property
    def max_score(self) -> float:
        """Return the points that can be earned."""
        return sum(check.max_score for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "format_version": FORMAT_VERSION,
            "exercise": self.exercise,
            "submission": self.submission,
            "seed": self.seed,
            "status": self.status,
            "score": float(self.score),
            "max_score": float(self.max_score),
            "seconds": round(self.seconds, 3),
            "checks": [_check_json(check) for check in self.checks],
            "diagnosis": asdict(self.diagnosis) if self.diagnosis else None,
            "output": self.output,
            "protections": self.protections,
            "versions": {"kit": grader.__version__} | self.versions,
        }


def status_of(standing: str, checks: list[CheckStatus]) -> Status:
    """Return the status of a submission: the first that applies, ours before the learner's."""
    if standing == "harness_error" or "harness_error" in checks or not checks:
        return "harness_error"
    if standing in ("not_attempted", "invalid"):
        return "not_attempted" if standing == "not_attempted" else "invalid"
    for status in ("crashed", "timeout"):
        if status in checks:
            return "crashed" if status == "crashed" else "timeout"
    return "passed" if all(status == "passed" for status in checks) else "failed"


def _check_json(check: CheckResult) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title,
        "status": check.status,
        "score": float(check.score),
        "max_score": float(check.max_score),
        "message": check.message,
        "line": check.line,
        "lesson": check.lesson,
    }
