"""Which files and folders a submission may see and change; everything else is closed to it where the system can."""

from __future__ import annotations

import functools
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import grader

_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/fonts",
    "/etc/group",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/proc/cpuinfo",
    "/proc/filesystems",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/self",
    "/sys/devices/system",
    "/sys/fs/cgroup",
)
# Of the kit, even where its folder is one that Python needs.
_CLOSED = ("solutions", ".git", "build")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_OF_A_GPU = ("/proc/driver", "/proc/devices", "/sys/module", "/sys/bus", "/sys/class", "/sys/devices")


def places_of(
    folder: Path, scenarios: Path, data: Path | None, device: str, *, examined: list[Path], continued: list[Path]
) -> dict[str, Any]:
    """Return what a run may read and write: Python, the system's libraries, its data, and its own ``folder``.

    It may also read the folders ``examined``, and write to those in which it has ``continued`` the work of others.
    The solutions beside the exercise of ``scenarios`` stay closed, wherever the kit lies, and so does what may hold
    copies of them: the history of the kit, and what was built.
    """
    closed = [os.path.realpath(scenarios.parent.parent.parent / name) for name in _CLOSED]
    opened = (part for place in (*_SYSTEM, *_python()) for part in _around(closed, place))
    readable = [*opened, str(scenarios), *map(str, examined)]
    writable = [str(folder), *map(str, continued), *_DEVICES]
    if data:
        readable.append(str(data.resolve()))
    if device == "gpu":
        readable += _OF_A_GPU
        writable += [str(one) for one in Path("/dev").glob("nvidia*")]
    return {"readable": readable, "writable": writable}


def _around(closed: list[str], place: str) -> list[str]:
    """Return ``place``, or all that is in it but what is ``closed``: an environment may hold the kit (``venv .``)."""
    real = os.path.realpath(place)
    if not any(Path(one).is_relative_to(real) for one in closed):
        return [place]
    entries = os.listdir(real) if real not in closed and os.path.isdir(real) else []
    return [part for entry in entries for part in _around(closed, os.path.join(real, entry))]


@functools.cache
def _python() -> list[str]:
    """Return where Python and its packages lie, and the code of the child; links are followed."""
    roots = {sys.prefix, sys.base_prefix, *(sysconfig.get_path(kind) for kind in ("stdlib", "purelib", "platlib"))}
    child = Path(grader.__file__).parent / "child"
    return sorted({os.path.realpath(root) for root in roots} | roots | {str(child)})
