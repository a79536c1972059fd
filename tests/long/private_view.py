"""How root runs a command as an ordinary user who can read the kit, wherever it lies."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

NOBODY = 65534
_NEWNS, _BIND, _REC, _PRIVATE = 0x20000, 4096, 16384, 1 << 18


def run_as_nobody(command: list[str], needed: list[Path], home: Path) -> subprocess.CompletedProcess[str]:
    """Run ``command`` as the user nobody, for whom every folder on the way to ``needed`` is open; needs root.

    The folders are opened in a mount namespace of the command alone: nothing changes for anybody else.
    """
    os.chown(home, NOBODY, NOBODY)
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "USER": "nobody"}

    def enter() -> None:
        _new_mounts()
        for folder in _closed(needed):
            _open_up(folder, needed)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)

    return subprocess.run(
        command, preexec_fn=enter, env=environment, cwd=home, capture_output=True, text=True, check=False
    )


def _closed(needed: list[Path]) -> list[Path]:
    """Return the topmost folders on the way to ``needed`` that others may not enter."""
    closed = ([one for one in reversed(path.parents) if not one.stat().st_mode & 0o001] for path in needed)
    return sorted({folders[0] for folders in closed if folders})


def _open_up(folder: Path, needed: list[Path]) -> None:
    """Put an empty folder over ``folder`` that holds, of what was in it, the way to ``needed`` alone."""
    inside = [path for path in needed if folder in path.parents]
    held = [os.open(path, os.O_PATH | os.O_DIRECTORY) for path in inside]
    _mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"mode=755")
    for path, descriptor in zip(inside, held, strict=True):
        path.mkdir(parents=True, exist_ok=True)
        _mount(f"/proc/self/fd/{descriptor}".encode(), os.fsencode(path), None, _BIND | _REC, None)
        os.close(descriptor)


def _new_mounts() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEWNS):
        raise OSError(ctypes.get_errno(), "unshare")
    _mount(None, b"/", None, _REC | _PRIVATE, None)


def _mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int, data: bytes | None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(source, target, kind, ctypes.c_ulong(flags), data):
        raise OSError(ctypes.get_errno(), f"mount {os.fsdecode(target)}")


def needed_by_tests(root: Path) -> list[Path]:
    """Return the folders that a run of the tests in ``root`` reads: the kit, its environment and Python's own."""
    return sorted({root, Path(sys.prefix), Path(sys.base_prefix).resolve()})
