"""How much the processes of a run hold together; the kernel limits the memory of each of them alone."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from grader.isolation import nameless

_PAGE = os.sysconf("SC_PAGE_SIZE") if sys.platform != "win32" else 4096


def most_of_this_machine() -> int:
    """Return three quarters of the bytes of memory that this machine has."""
    return os.sysconf("SC_PHYS_PAGES") * _PAGE * 3 // 4 if sys.platform == "linux" else sys.maxsize


MOST = most_of_this_machine()


def excess(space: int | None, limit: int) -> str | None:
    """Return in words how the processes of the user namespace ``space`` hold more than ``limit`` or than is healthy.

    None where they do not, or have no namespace of their own: there a run is one process. Memory is one thing; what
    they keep on the disk without a name is another, with a limit of its own.
    """
    limit = min(limit, MOST)
    if space is None:
        return None
    processes = list(_processes(space))
    # Each counts what it shares with others, the server's libraries above all, as if it were its own; that is quick.
    if sum(map(_resident, processes)) > limit and sum(map(_share, processes)) > limit:
        return f"more than {limit // 1_000_000:,} MB of memory"
    return nameless.excess(processes)


def _processes(space: int) -> Iterator[str]:
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{name}/ns/user").st_ino == space:
                yield name


def _resident(process: str) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{process}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * _PAGE
    return 0


def _share(process: str) -> int:
    """Return the bytes that ``process`` holds, of those that it shares its part."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
        return sum(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    return 0
