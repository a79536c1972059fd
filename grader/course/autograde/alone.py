"""One `nbgrader autograde` at a time for an assignment: two would write between each other's lines."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import IO

from grader.batch.alone import FILE
from grader.kit.errors import KitError

PATIENCE = 10.0  # seconds: what grades beside an nbgrader that was killed needs a moment to end
_STEP = 0.1


def take(folder: Path) -> IO[str]:
    """Keep others out of ``folder`` until what is returned is closed, here and where it was inherited, by a kill too.

    `grader batch` keeps to the same lock. Raises KitError when somebody is there and stays. Windows knows no such lock:
    there it is up to you.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / FILE).open("w")
    except OSError as error:
        raise KitError(f"Nothing can be written into {folder}: {error.strerror or error}.") from error
    until = time.monotonic() + PATIENCE
    while not _is_mine(lock):
        if time.monotonic() >= until:
            lock.close()
            raise KitError(
                f"Another `nbgrader autograde` is at work on {folder.name}. Wait for it, and run this again."
            )
        gc.collect()  # the formgrader grades several times in one process, and leaves each time to Python to clear away
        time.sleep(_STEP)
    return lock


def _is_mine(lock: IO[str]) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # some network drives know no locks: better without one than no grades
    return True
