"""The limits that the operating system holds a child to, set before the submission is read."""

from __future__ import annotations

import os
import sys


def apply(limits: dict[str, int]) -> list[str]:
    """Set the limits that this system offers and return the names of the protections in force."""
    protections = ["own_folder", "clean_environment", "time_limits"]
    if sys.platform == "win32":
        return protections
    import resource

    if os.getpgid(0) == os.getpid():
        protections.append("process_group")
    for kind, value in (
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (ceiling, ceiling))
    return [*protections, "rlimits"]
