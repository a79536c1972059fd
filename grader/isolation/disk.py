"""How much a submission has written; the kernel limits single files alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

MAX_BYTES, MAX_FILES = 1_000_000_000, 20_000
_BLOCK = 512  # the unit of st_blocks, whatever the file system


def excess(folder: Path) -> str | None:
    """Return in words how more was written to ``folder`` than a run may write, or None; stops counting then."""
    count = size = 0
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    size += getattr(found, "st_blocks", found.st_size // _BLOCK) * _BLOCK
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                if count > MAX_FILES:
                    return f"more than {MAX_FILES:,} files and folders"
                if size > MAX_BYTES:
                    return f"more than {MAX_BYTES // 1_000_000:,} MB"
    return None
