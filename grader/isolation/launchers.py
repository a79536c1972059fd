"""The launcher for this system."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from grader.isolation.forked import ForkedLauncher
from grader.isolation.fresh import FreshLauncher
from grader.isolation.launcher import Launcher, Say
from grader.isolation.servers import OwnServer, Server, SharedServer
from grader.kit.errors import KitError

VARIABLE = "CALLBACKS_LAUNCHER"
LAUNCHERS: dict[str, Callable[[Say], Launcher]] = {
    "shared": lambda say: ForkedLauncher(_shared_server(say)),
    "forked": lambda say: ForkedLauncher(OwnServer(say)),
    "fresh": FreshLauncher,
}


def _shared_server(say: Say) -> Server:
    """Return the server that commands share, or one of this command's own where its place is not safe."""
    try:
        return SharedServer(say)
    except KitError as error:
        say(f"{error.message} Going on with a server of this command's own.")
        return OwnServer(say)


def launcher_name(*, shared: bool = True) -> str:
    """Return the launcher that CALLBACKS_LAUNCHER names, else this system's; raises KitError when there is none such.

    ``shared`` leaves a warm server to the next command; ``forked`` has one of its own; ``fresh`` works everywhere.
    """
    name = os.environ.get(VARIABLE) or ("shared" if sys.platform == "linux" else "fresh")
    if name not in LAUNCHERS:
        raise KitError(f"{VARIABLE} is {name!r}; it can be {', '.join(LAUNCHERS)}.")
    return name if shared or name != "shared" else "forked"


@contextlib.contextmanager
def open_launcher(
    say: Say = lambda sentence: None, *, shared: bool = True, name: str | None = None
) -> Iterator[Launcher]:
    """Give the launcher called ``name``, else what ``launcher_name`` says, and close it after.

    ``say`` is told when something has to be started.
    """
    launcher = LAUNCHERS[name or launcher_name(shared=shared)](say)
    try:
        yield launcher
    finally:
        launcher.close()
