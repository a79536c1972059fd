"""How much a submission has written; the kernel limits single files alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from grader.isolation.everything import everything

MAX_BYTES, MAX_FILES = 1_000_000_000, 20_000
_BLOCK = 512  # the unit of st_blocks, whatever the file system


def excess(folder: Path) -> str | None:
    """Return in words how more was written to ``folder`` than a run may write, or None; stops counting then."""
    count = size = 0
    with contextlib.suppress(OSError), contextlib.closing(everything(str(folder))) as entries:
        for entry in entries:
            count += 1
            size += bytes_of(entry)
            if count > MAX_FILES:
                return f"more than {MAX_FILES:,} files and folders"
            if size > MAX_BYTES:
                return f"more than {MAX_BYTES // 1_000_000:,} MB"
    return None


def bytes_of(found: os.stat_result) -> int:
    """Return what a file takes on the disk, of which the system has ``found`` this; holes in it take nothing."""
    blocks: int = getattr(found, "st_blocks", found.st_size // _BLOCK)
    return blocks * _BLOCK
