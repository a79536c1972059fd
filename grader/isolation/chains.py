"""Runs that continue others: each begins in a new child, in the folder that the one before it has left."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.evidence import Run

# What the system says of a child that was killed; on Windows, the exit code that stands for it.
KILLED = signal.SIGTERM if sys.platform == "win32" else -signal.SIGKILL


def next_runs(runs: dict[str, Run], waiting: Sequence[str]) -> list[str]:
    """Return those of ``waiting`` that the next child is to do, in order: a run that ``dies`` is its last.

    A run waits for the one that it continues, and for a child that has not done that one. None can be done when all
    that wait continue runs that crashed, hung or raised an exception, or that others have continued who crashed or hung.
    """
    chosen = []
    hopeless = {run.case.get("continues") for run in runs.values() if run.status in ("crashed", "timeout")}
    for name in waiting:
        before = runs[name].case.get("continues")
        if before is None or (before not in hopeless and runs[before].status in ("killed", "finished")):
            chosen.append(name)
            if runs[name].case.get("dies"):
                break
    return chosen


def case_for(runs: dict[str, Run], name: str, place: Path) -> dict[str, Any]:
    """Give the run ``name`` its folder, below ``place`` unless it continues another one; return its case for the child."""
    run = runs[name]
    before = run.case.get("continues")
    if before is None:
        run.folder = place / name
        return run.case
    run.folder = runs[before].folder
    return run.case | {"folder": str(run.folder)}


def close_run(run: Run, code: int | None, *, timed_out: bool, stopped: str) -> None:
    """Say how ``run`` ended, whose child ended with ``code`` in the middle of it."""
    if run.death is not None and code == KILLED:
        run.status = "killed"
        return
    run.status = "timeout" if timed_out else "crashed"
    run.exit_code, run.stopped = code, stopped
