"""What a submission printed, shortened so that it says that it was shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.evidence import Run
from grader.judge import Attempt

MAX_CHARACTERS = 4000
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x08|\r(?!\n)|[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]")


def of_attempt(attempt: Attempt) -> str:
    """Return what the submission printed while it was imported and in all runs."""
    if attempt.evidence is None:
        return ""
    return shortened(clean(attempt.evidence.printed) + of_runs(attempt.evidence.runs.values()))


def of_runs(runs: Iterable[Run]) -> str:
    """Return what was printed in ``runs``, each run once."""
    unique = {run.name: run for run in runs}
    return shortened("".join(clean(run.printed) for run in unique.values()))


def clean(text: str) -> str:
    """Return ``text`` without what a terminal would act on: colours, cursor movements, bells."""
    return _CONTROL.sub("", text)


def shortened(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Return ``text`` with its middle left out, said in words, when it is longer than ``limit`` characters."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit // 2], text[-limit // 2 :]
    return f"{head}\n[... {len(text) - limit} characters left out ...]\n{tail}"
