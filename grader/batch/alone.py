"""One batch at a time in a folder: two would grade everything twice and write between each other's lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from grader.kit.errors import KitError
from grader.kit.lock import try_lock

FILE = ".lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others out of ``folder`` until the end, a kill included; raises KitError when somebody is there already.

    Windows knows no such lock: there it is up to you.
    """
    with lock_of(folder) as lock:
        if try_lock(lock) is False:  # where nobody can tell, better without a lock than no grades
            raise KitError(f"Another `grader batch` is at work in {folder}. Wait for it, or name another folder.")
        yield


def lock_of(folder: Path) -> IO[str]:
    """Return the open file that whoever writes results into ``folder`` locks; raises KitError where none can be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / FILE).open("w")
    except OSError as error:
        raise KitError(f"Nothing can be written into {folder}: {error.strerror or error}.") from error
