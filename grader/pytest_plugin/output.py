"""What a submission printed, shortened so that it says that it was shortened."""

from __future__ import annotations

from collections.abc import Iterable

from grader.evidence import Run
from grader.judge import Attempt
from grader.kit.printed import clean

MAX_CHARACTERS = 4000


def of_attempt(attempt: Attempt) -> str:
    """Return what the submission printed while it was imported and in all runs."""
    if attempt.evidence is None:
        return ""
    return shortened(clean(attempt.evidence.printed) + of_runs(attempt.evidence.runs.values()))


def of_runs(runs: Iterable[Run]) -> str:
    """Return what was printed in ``runs``, each run once."""
    unique = {run.name: run for run in runs}
    return shortened("".join(clean(run.output) for run in unique.values()))


def shortened(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Return ``text`` with its middle left out, said in words, when it is longer than ``limit`` characters."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit // 2], text[-limit // 2 :]
    return f"{head}\n[... {len(text) - limit} characters left out ...]\n{tail}"
