"""A warm server that does not answer: how long it is waited for, and what a person can do about it."""

from __future__ import annotations

import time
from pathlib import Path

from grader.isolation.ask import PATIENCE
from grader.kit.errors import KitError

PROCESS = "pid"
AT_ONCE = 15.0  # seconds: a server looks at its socket between two events, and a client can keep it for five


def note_process(folder: Path, pid: int) -> None:
    """Keep in ``folder`` which process the server is that begins there now."""
    (folder / PROCESS).write_text(f"{pid}\n", encoding="ascii")


def patience_in(folder: Path) -> float:
    """Return the seconds that the server in ``folder`` has for an answer: a young one may be importing TensorFlow."""
    try:
        age = time.time() - (folder / PROCESS).stat().st_mtime
    except OSError:
        return PATIENCE
    return max(AT_ONCE, PATIENCE - max(0.0, age))


def silence_in(folder: Path) -> KitError:
    """Return the error that the server in ``folder`` does not answer, with how to end it."""
    try:
        pid = int((folder / PROCESS).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return KitError("The warm server does not answer.")
    return KitError(f"The warm server (process {pid}) does not answer. End it with: kill -9 {pid}")
