"""Removing a folder whatever a submission has made of it."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path


def remove(folder: Path) -> None:
    """Remove ``folder`` and all that is in it, links but not what they point to; what cannot be removed stays.

    Folders are moved to the top before they are emptied: nesting that is deeper than a path may be long, or than
    Python recurses, ends like any other. Permissions that were taken away are given back.
    """
    names = (folder / f"removed-{number}" for number in itertools.count())
    waiting = [folder]
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
    while waiting:
        current = waiting.pop()
        with contextlib.suppress(OSError):
            with os.scandir(current) as entries:
                found = list(entries)
            for entry in found:
                _take_away(entry, names, waiting)
            if current != folder:
                current.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _take_away(entry: os.DirEntry[str], names: Iterator[Path], waiting: list[Path]) -> None:
    with contextlib.suppress(OSError):
        if not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.path)
            return
        os.chmod(entry.path, 0o700)  # to move a folder to another one, its owner must be able to write into it
        place = next(name for name in names if not os.path.lexists(name))
        os.rename(entry.path, place)
        waiting.append(place)
