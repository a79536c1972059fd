"""The limits that the operating system holds a child to."""

from __future__ import annotations

import os
import re
import resource
import sys

# Since Linux 5.14 processes and threads are counted for each user namespace.
_COUNTED_SINCE = (5, 14)


def apply(limits: dict[str, int], *, count_processes: bool) -> None:
    """Set the limits: CPU time in seconds, bytes of a file and of memory, open files, processes; no core is dumped.

    ``mapped_bytes`` are those that may be mapped from now on, shared memory included.

    Processes, which include threads, are limited where the system counts those of this run alone: ``count_processes``.
    """
    for kind, value in (
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_DATA, limits["memory_bytes"]),
        # Memory that is shared, with nobody perhaps, does not count as data: all that is mapped from now on does.
        *([(resource.RLIMIT_AS, _mapped() + limits["mapped_bytes"])] if sys.platform == "linux" else []),
        (resource.RLIMIT_CORE, 0),
        *([(resource.RLIMIT_NPROC, limits["processes"])] if count_processes else []),
    ):
        hard = resource.getrlimit(kind)[1]
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (ceiling, ceiling))


def _mapped() -> int:
    """Return the bytes that this process has mapped, TensorFlow's libraries among them."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def counts_each_namespace() -> bool:
    """Tell whether this kernel counts the processes of each user namespace apart."""
    version = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return sys.platform == "linux" and version is not None and tuple(map(int, version.groups())) >= _COUNTED_SINCE
