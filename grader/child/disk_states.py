"""The states that a folder goes through on its disk while code runs, one after the other, with a chance to end it there.

Python tells a profiler of each call into C, before it is made and when it returns. That is where files change; so
whoever looks at the folder there, and only there, misses nothing but what a single call does in between.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

_CHANGING = {
    *("write", "writelines", "close", "flush", "truncate", "seek", "__exit__", "open", "rename", "replace", "remove"),
    *("unlink", "rmdir", "mkdir", "link", "symlink", "ftruncate", "pwrite", "fsync", "sendfile", "copy_file_range"),
}
_FILES = ("posix", "nt", "_io", "io")
# What the recorder writes is no business of the submission's; and it could not be interrupted in the middle of a line.
_KIT = os.path.dirname(__file__)
_TENSORFLOW = ("TFE_Py_FastPathExecute", "TFE_Py_Execute", "RenameFile", "WriteStringToFile", "DeleteFile")
State = dict[str, tuple[int, int, int]]  # inode, size, time of the last change


class DiskStates:
    """Tells ``reached`` of each new state of ``folder``, with its number (from 1) and what the change was.

    It is ``blind`` when somebody else took the profiler away while it was looking.

    A file that is written gives two states, however many calls that takes: begun, and as it is when something else is done.
    """

    def __init__(self, folder: Path, reached: Callable[[int, str], None]) -> None:
        self._folder, self._reached = folder, reached
        self._number, self._looking = 0, False
        self.blind = False

    def start(self) -> None:
        """Look from now on."""
        self._last = self._now()
        self._at_work: str | None = None
        self._looking = True
        sys.setprofile(self._look)

    def stop(self) -> None:
        """Look no more, after a last time: nothing is called any more when the last file has been written."""
        looked, self._looking = self._looking, False
        if looked:  # a profiler of somebody else is left alone
            self.blind = sys.getprofile() != self._look
            sys.setprofile(None)
            self._compare(None)

    def _look(self, frame: FrameType, event: str, called: Any) -> None:
        # This is asked a hundred thousand times while a model is saved: what rules out most comes first.
        if event == "c_call" or event == "c_return":
            if not _may_change_files(called) or os.path.dirname(frame.f_code.co_filename) == _KIT:
                return
            in_tensorflow = called.__name__.startswith(_TENSORFLOW)
            own = self._at_work if in_tensorflow else getattr(getattr(called, "__self__", None), "name", None)
        elif event == "return" and "h5py" in frame.f_code.co_filename:
            own = self._at_work
        else:
            return
        sys.setprofile(None)
        try:
            self._compare(own)
        finally:
            if self._looking:
                sys.setprofile(self._look)

    def _compare(self, own: Any) -> None:
        now, last = self._now(), self._last
        changed = sorted(name for name in {*now, *last} if now.get(name) != last.get(name))
        if not changed:
            return
        name = changed[0]
        one_file = len(changed) == 1 and name in now
        if one_file and self._at_work == name and _is_called(own, name):
            return  # what it comes to is seen when something else is done
        self._at_work = name if one_file else None
        self._number, self._last = self._number + 1, now
        self._reached(self._number, ", ".join(f"`{one}` {_change(last.get(one), now.get(one))}" for one in changed))

    def _now(self) -> State:
        found: State = {}
        top, waiting = str(self._folder), [""]
        while waiting:
            below = waiting.pop()
            # What is there in one moment may be gone in the next: the code may have other threads.
            with contextlib.suppress(OSError), os.scandir(os.path.join(top, below)) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    name, what = below + entry.name, (status.st_ino, status.st_size, status.st_mtime_ns)
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(name + os.sep)
                        what = (status.st_ino, 0, 0)
                    found[name] = what
        return found


def _may_change_files(called: Any) -> bool:
    name = getattr(called, "__name__", "")
    if name not in _CHANGING:
        return name.startswith(_TENSORFLOW)
    owner = getattr(called, "__self__", None)
    in_memory = isinstance(owner, io.BytesIO | io.StringIO)
    return not in_memory and (getattr(called, "__module__", None) in _FILES or type(owner).__module__ in _FILES)


def _is_called(own: Any, name: str) -> bool:
    """Tell whether ``own``, as an open file calls itself, is the file ``name``; some know their descriptor alone."""
    return isinstance(own, int) or (isinstance(own, str | os.PathLike) and Path(own).name == Path(name).name)


def _change(old: tuple[int, int, int] | None, new: tuple[int, int, int] | None) -> str:
    if old is None:
        return "was created"
    if new is None:
        return "was removed"
    if old[0] != new[0]:
        return "was replaced"
    if new[1] == 0:
        return "was emptied"
    return "grew" if old[1] < new[1] else "was changed"
