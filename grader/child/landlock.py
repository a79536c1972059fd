"""Landlock: this process and all that it starts may read some places, write to some, and signal nobody else.

Numbers and structures are those of ``linux/landlock.h``; the kernel says which version of them it knows.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from grader.child import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every architecture
_ASK_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _READ_DIR, _TRUNCATE, _IOCTL = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_FIRST_VERSION = (1 << 13) - 1
_REFER = 1 << 13
_WHOLE = 3  # the first version that keeps every file as it is
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_TCP, _SCOPES = 0b11, 0b11  # bind and connect; abstract Unix sockets and signals


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def restrict(readable: Iterable[str], writable: Iterable[str]) -> str:
    """Confine this process to ``readable`` and ``writable`` files and folders, for good; others are as if forbidden.

    What it can write it cannot run as a program. A place that does not exist is passed over. Returns the name of the
    protection, which is another one where a file can still be emptied (before Linux 6.2); raises OSError where the
    kernel has no Landlock.
    """
    version = kernel.call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    handled = _handled(version)
    attributes = _Ruleset(handled, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = kernel.call(_CREATE, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for place in readable:
            _allow(ruleset, place, (_EXECUTE | _READ | _READ_DIR) & handled)
        for place in writable:
            # A program of its own that nobody may read would run as a process into which nobody may look.
            _allow(ruleset, place, handled & ~_EXECUTE)
        kernel.gain_nothing()
        kernel.call(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)
    return name_of(version)


def name_of(version: int) -> str:
    """Return what the protection of this version of Landlock is called."""
    return "landlock" if version >= _WHOLE else "older_landlock"


def _handled(version: int) -> int:
    """Return every right that this version of Landlock knows: what is not handled is not forbidden."""
    rights = _FIRST_VERSION
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL)):
        rights |= right if version >= since else 0
    return rights


def _allow(ruleset: int, place: str, rights: int) -> None:
    try:
        parent = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(parent).st_mode):
            rights &= _OF_FILES
        rule = _Beneath(rights, parent)
        kernel.call(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(parent)
