"""Files that have no name any more, and take their place on the disk for as long as a process holds them open."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable

from grader.isolation import disk


def excess(processes: Iterable[str]) -> str | None:
    """Return in words how the files without a name that ``processes`` hold are more than a run may write, or None."""
    found: dict[tuple[int, int], int] = {}
    for process in processes:
        with contextlib.suppress(OSError), os.scandir(f"/proc/{process}/fd") as held:
            for one in held:
                with contextlib.suppress(OSError):
                    file = os.stat(one.path)
                    if stat.S_ISREG(file.st_mode) and file.st_nlink == 0:
                        found[file.st_dev, file.st_ino] = disk.bytes_of(file)
    if sum(found.values()) <= disk.MAX_BYTES:
        return None
    return f"more than {disk.MAX_BYTES // 1_000_000:,} MB in files without a name"
