"""One `nbgrader autograde` at a time for an assignment: two would write between each other's lines."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import IO

from grader.batch.alone import lock_of
from grader.kit.errors import KitError
from grader.kit.lock import try_lock

PATIENCE = 10.0  # seconds: what grades beside an nbgrader that was killed needs a moment to end
_STEP = 0.1


def take(folder: Path) -> IO[str]:
    """Keep others out of ``folder`` until what is returned is closed, here and where it was inherited, by a kill too.

    `grader batch` keeps to the same lock. Raises KitError when somebody is there and stays. Windows knows no such lock:
    there it is up to you.
    """
    lock = lock_of(folder)
    until = time.monotonic() + PATIENCE
    while try_lock(lock) is False:  # where nobody can tell, better without a lock than no grades
        if time.monotonic() >= until:
            lock.close()
            raise KitError(
                f"Another `nbgrader autograde` is at work on {folder.name}. Wait for it, and run this again."
            )
        gc.collect()  # the formgrader grades several times in one process, and leaves each time to Python to clear away
        time.sleep(_STEP)
    return lock
