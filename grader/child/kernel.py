"""System calls of Linux that Python has no function for."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38


def call(number: int, *arguments: object) -> int:
    """Make system call ``number`` and return its result; raises OSError when it fails."""
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments))


def unshare(namespaces: int) -> None:
    """Move this process to new ``namespaces`` (flags CLONE_NEW...); raises OSError when it may not."""
    _checked(_libc.unshare(ctypes.c_int(namespaces)))


def die_with_parent(signal: int) -> None:
    """Have the kernel send ``signal`` to this process when the one that forked it ends."""
    _prctl(_PR_SET_PDEATHSIG, signal)


def adopt_orphans() -> None:
    """Have the kernel make every orphan among this process's descendants its child, whatever session it fled to."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def gain_nothing() -> None:
    """Give up for good what a set-uid program could give: without this, no process may confine itself."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _prctl(option: int, value: int) -> None:
    _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
