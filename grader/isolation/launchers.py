"""The launcher for this system."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from grader.isolation.forked import ForkedLauncher
from grader.isolation.fresh import FreshLauncher
from grader.isolation.launcher import Launcher
from grader.kit.errors import KitError

VARIABLE = "CALLBACKS_LAUNCHER"
LAUNCHERS: dict[str, type[ForkedLauncher | FreshLauncher]] = {"forked": ForkedLauncher, "fresh": FreshLauncher}


def default_launcher() -> str:
    """Return ``forked`` where a process that has imported TensorFlow can fork, else ``fresh``."""
    return "forked" if sys.platform == "linux" else "fresh"


@contextlib.contextmanager
def open_launcher(name: str | None = None) -> Iterator[Launcher]:
    """Give the launcher called ``name`` (else what CALLBACKS_LAUNCHER says, else this system's) and close it after.

    Raises KitError when there is none of that name.
    """
    name = name or os.environ.get(VARIABLE) or default_launcher()
    if name not in LAUNCHERS:
        raise KitError(f"{VARIABLE} is {name!r}; it can be {' or '.join(LAUNCHERS)}.")
    launcher = LAUNCHERS[name]()
    try:
        yield launcher
    finally:
        launcher.close()
