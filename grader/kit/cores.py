"""How many cores a command uses."""

from __future__ import annotations

import os

from grader.kit.errors import KitError

VARIABLE = "CALLBACKS_CORES"


def cores() -> int:
    """Return how many cores this command uses: all that this process may run on, unless ``CALLBACKS_CORES`` says less.

    Raises KitError when that variable holds anything but a whole number from 1 on.
    """
    wanted = os.environ.get(VARIABLE, "").strip()
    if not wanted:
        return available()
    if not wanted.isdecimal() or int(wanted) < 1:
        raise KitError(
            f"{VARIABLE} is {wanted!r}; it must be a whole number from 1 on. Without it, all cores are used."
        )
    return min(int(wanted), available())


def available() -> int:
    """Return how many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
