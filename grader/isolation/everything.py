"""Everything in a folder, however deep it lies and whatever permissions its owner took away."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Generator, Iterable

# Descriptors that are held at once. Folders may be nested deeper than that, and deeper than a path may be long.
HELD = 32


def everything(folder: str) -> Generator[os.stat_result, None, None]:
    """Yield what the system says of each entry below ``folder``; links are not followed, what is gone is passed over.

    Where the owner of a folder may not read it any more, the permission is given back.
    """
    if sys.platform != "linux":
        yield from _by_path(folder)
        return
    way = _Way(folder)
    try:
        # A folder that was found, as the level of the way at which it lies and its name. The last one found comes
        # first: whatever is on the way to it then is on the way to those that were found before it.
        waiting = [(0, ".")]
        while waiting:
            level, name = waiting.pop()
            with contextlib.suppress(OSError):
                for below, found in _listed(way.into(level, name)):
                    yield found
                    if stat.S_ISDIR(found.st_mode):
                        waiting.append((level + 1, below))
    finally:
        way.close()


def _by_path(folder: str) -> Generator[os.stat_result, None, None]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(current) as entries:
            for name, found in _looked_at(entries):
                yield found
                if stat.S_ISDIR(found.st_mode):
                    waiting.append(os.path.join(current, name))


class _Way:
    """The way down to a folder: its names, and descriptors of the top and of the folders deepest down."""

    def __init__(self, top: str) -> None:
        self._names: list[str] = []
        self._open = {0: _entered(top)}

    def into(self, level: int, name: str) -> int:
        """Go back up to ``level`` and from there into ``name``; return its descriptor, or raise OSError."""
        for deeper in [one for one in self._open if one > level]:
            os.close(self._open.pop(deeper))
        nearest = max(self._open)
        steps = [*self._names[nearest:level], name]
        del self._names[level:]
        for step, one in enumerate(steps, nearest):
            self._open[step + 1] = _entered(one, self._open[step])
            if len(self._open) > HELD:
                os.close(self._open.pop(min(filter(None, self._open))))
        self._names.append(name)
        return self._open[level + 1]

    def close(self) -> None:
        """Close every descriptor."""
        for descriptor in self._open.values():
            os.close(descriptor)


def _entered(name: str, folder: int | None = None) -> int:
    """Return a descriptor of the folder ``name`` in ``folder``, which its owner can read from now on."""
    # With O_PATH no permission is needed; and what is changed through it is this folder, not what takes its name.
    descriptor = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if mode & 0o500 != 0o500:
            os.chmod(f"/proc/self/fd/{descriptor}", mode | 0o500)
    return descriptor


def _listed(folder: int) -> Generator[tuple[str, os.stat_result], None, None]:
    listing = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
    try:
        with os.scandir(listing) as entries:
            yield from _looked_at(entries)
    finally:
        os.close(listing)


def _looked_at(entries: Iterable[os.DirEntry[str]]) -> Generator[tuple[str, os.stat_result], None, None]:
    """Yield name and state of each entry that is still there."""
    for entry in entries:
        with contextlib.suppress(OSError):
            yield entry.name, entry.stat(follow_symlinks=False)
