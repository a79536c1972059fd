"""A lock on an open file: it ends when everybody who has the file open is gone, by a kill as well."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PATIENCE, LOOK = 5.0, 0.01  # seconds


def try_lock(file: IO[str]) -> bool | None:
    """Lock the open ``file`` without waiting, and tell whether that was possible.

    False when somebody else holds it; None where nobody can tell, as on Windows and some network drives.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock on the file at ``path``, which is made, while the block does something short.

    Whoever does not let go within PATIENCE seconds has been suspended: then the block is done without the lock,
    as where nobody can tell.
    """
    until = time.monotonic() + PATIENCE
    with path.open("w") as file:
        while try_lock(file) is False and time.monotonic() < until:
            time.sleep(LOOK)
        yield
