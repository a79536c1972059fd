"""A lock on an open file: it ends when everybody who has the file open is gone, by a kill as well."""

from __future__ import annotations

import sys
from typing import IO


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
