"""The evidence of one submission: what importing it gave, and each of its runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from grader.evidence.events import Raised
from grader.evidence.run import Run


@dataclass
class Loaded:
    """How importing the submission ended; ``names`` describes the names that exist."""

    status: Literal["not_run", "loaded", "raised", "crashed", "timeout"] = "not_run"
    raised: Raised | None = None
    names: dict[str, Any] = field(default_factory=dict)


@dataclass
class Evidence:
    """Everything that the children of one submission saw.

    ``faults`` are sentences about evidence that was missing or malformed; ``harness_fault`` is one about the kit
    itself, and then nothing counts against the learner.
    """

    runs: dict[str, Run]
    loaded: Loaded = field(default_factory=Loaded)
    protections: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    printed: str = ""
    faults: list[str] = field(default_factory=list)
    harness_fault: str | None = None
    seconds: float = 0.0
    timed_out: bool = False

    @classmethod
    def of(cls, cases: dict[str, dict[str, Any]]) -> Evidence:
        """Return the evidence before anything happened: every run of ``cases`` is ``not_run``."""
        return cls({name: Run(name, case) for name, case in cases.items()})
