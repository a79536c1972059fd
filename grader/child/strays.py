"""Processes that a finished run left behind: they left its group, lost their parent, and became ours."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Container
from pathlib import Path

_ROUNDS = 1000


def kill_strays(known: Container[int]) -> None:
    """Kill every child of this process that is not ``known``, and those that come to it when their parents die.

    They are stopped before they are killed: what stands still starts no others.
    """
    for _ in range(_ROUNDS):
        strays = [pid for pid in _children() if pid not in known]
        for deed in (signal.SIGSTOP, signal.SIGKILL):
            for pid in strays:
                with contextlib.suppress(OSError):
                    os.kill(pid, deed)
        for pid in strays:
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
        if not strays:
            return


def _children() -> list[int]:
    """Return the children of this process, which has one thread that forks."""
    own = os.getpid()
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{own}/children").read_text(encoding="ascii").split()]
    except OSError:  # a kernel without that list
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _parent_of(pid) == own]


def _parent_of(pid: int) -> int | None:
    with contextlib.suppress(OSError, ValueError):
        # The name of a program, in brackets, may hold anything.
        return int(Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    return None
