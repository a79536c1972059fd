"""The evidence of one submission: what importing it gave, and each of its runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
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
    itself, and then nothing counts against the learner. While it is ``open``, children are at work: whoever needs a
    part of it waits for that part.
    """

    runs: dict[str, Run]
    loaded: Loaded = field(default_factory=Loaded)
    protections: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    printed: str = ""
    faults: list[str] = field(default_factory=list)
    harness_fault: str | None = None
    seconds: float = 0.0
    open: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition, repr=False, compare=False)

    @classmethod
    def of(cls, cases: dict[str, dict[str, Any]]) -> Evidence:
        """Return the evidence before anything happened: every run of ``cases`` is ``not_run``."""
        return cls({name: Run(name, case) for name, case in cases.items()})

    def tell(self) -> None:
        """Wake those who wait: a run has ended, or the submission has been loaded."""
        with self._news:
            self._news.notify_all()

    def close(self) -> None:
        """Wake those who wait for good: nothing more will come."""
        self.open = False
        self.tell()

    def wait(self, ready: Callable[[], bool] = lambda: False) -> None:
        """Return when ``ready`` says so, at the latest when the evidence is closed."""
        with self._news:
            while self.open and not ready():
                self._news.wait(1)  # Windows hears Ctrl-C only between two waits

    def begin_again(self) -> None:
        """Forget the runs that did not end, those that they continue, and all that continue one of these; others stay."""
        forgotten = set[str]()
        for name in [name for name, run in self.runs.items() if run.status == "not_run"]:
            again: str | None = name
            while again:
                forgotten.add(again)
                again = self.runs[again].case.get("continues")
        for name, run in self.runs.items():  # whoever continues a run comes after it
            if name in forgotten or run.case.get("continues") in forgotten:
                forgotten.add(name)
                self.runs[name] = Run(name, run.case)
