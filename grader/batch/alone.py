"""One batch at a time in a folder: two would grade everything twice and write between each other's lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from grader.kit.errors import KitError

FILE = ".lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others out of ``folder`` until the end, a kill included; raises KitError when somebody is there already.

    Windows knows no such lock: there it is up to you.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with _opened(folder) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KitError(
                f"Another `grader batch` is at work in {folder}. Wait for it, or name another folder."
            ) from None
        except OSError:
            pass  # some network drives know no locks: better without one than no grades
        yield


def _opened(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / FILE).open("w")
    except OSError as error:
        raise KitError(f"Nothing can be written into {folder}: {error.strerror or error}.") from error
