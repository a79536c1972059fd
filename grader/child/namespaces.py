"""Namespaces: a network without any interface, no shared memory or names of other processes, no privileges."""

from __future__ import annotations

import os
from pathlib import Path

from grader.child import kernel

_USER, _NETWORK, _IPC = 0x10000000, 0x40000000, 0x08000000


def leave() -> None:
    """Move this process to namespaces of its own; raises OSError where the system does not allow it.

    A user namespace first: it takes no privileges to make one, and what a submission is allowed in it does not count
    outside. User and group keep their numbers, so that files belong to whom they did.
    """
    user, group = os.getuid(), os.getgid()
    kernel.unshare(_USER | _NETWORK | _IPC)
    own = Path("/proc/self")
    (own / "uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "gid_map").write_text(f"{group} {group} 1", encoding="ascii")
