"""Everything that keeps a submission in its place, put in force before it is read; what a system lacks is left out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

if sys.platform != "win32":
    from grader.child import limits
if sys.platform == "linux":
    from grader.child import landlock, namespaces, seccomp


def confine(request: dict[str, Any]) -> list[str]:
    """Confine this process as ``request`` says and return the names of the protections in force."""
    protections = ["own_folder", "clean_environment", "time_limits"]
    if sys.platform == "win32":
        return protections
    if os.getpgid(0) == os.getpid():
        protections.append("process_group")
    if sys.platform == "linux":
        protections += _layers(request["places"], request["without"])
    limits.apply(request["limits"], count_processes=_counts_processes(protections))
    return [*protections, "rlimits"]


def _counts_processes(active: list[str]) -> bool:
    """Tell whether the system counts, and so can limit, the processes of this run; where it cannot, it starts none.

    It counts everybody's but root's. Outside a namespace of its own, a submission would be charged with everything
    else that its user runs.
    """
    return os.getuid() != 0 and "namespaces" in active and limits.counts_each_namespace()


def _layers(places: dict[str, list[str]], without: list[str]) -> list[str]:
    """Put each layer in force that is wanted and that this system has; return their names."""
    # In this order: Landlock closes /proc, which namespaces need, and seccomp forbids what makes them.
    layers: dict[str, Callable[[], str | None]] = {
        "namespaces": namespaces.leave,
        "landlock": lambda: landlock.restrict(places["readable"], places["writable"]),
        "seccomp": lambda: seccomp.forbid(processes=_counts_processes(active)),
    }
    active: list[str] = []
    for name, apply in layers.items():
        if name in without:
            continue
        try:
            active.append(apply() or name)
        except OSError:
            continue  # the report names those that are active, and `--require-sandbox` insists on all
    return active
