"""The temporary folder of a run, or of a command; locked while its owner lives, so that what a killed one left can be told."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from grader.isolation.remove import remove
from grader.kit.lock import try_lock

PREFIX, LOCK = "callbacks-run-", "lock"
YOUNG = 60.0  # seconds in which an owner may be between making a folder and locking it


@contextlib.contextmanager
def run_folder() -> Iterator[Path]:
    """Give a new folder that only this user can enter, and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (folder / LOCK).open("w") as lock:
            try_lock(lock)
            yield folder
    finally:
        remove(folder)


def sweep() -> None:
    """Remove this user's folders whose owners are gone; only a kill that nothing can catch leaves some."""
    if sys.platform == "win32":
        return  # which knows no such locks
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another command is as quick, or the system knows no such locks
            if _may_be_left(folder):
                with (folder / LOCK).open() as lock:
                    if try_lock(lock):
                        remove(folder)


def _may_be_left(folder: Path) -> bool:
    found, lock = folder.lstat(), (folder / LOCK).lstat()
    mine = stat.S_ISDIR(found.st_mode) and stat.S_ISREG(lock.st_mode) and found.st_uid == os.getuid()
    return mine and time.time() - lock.st_mtime > YOUNG
