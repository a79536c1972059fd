"""Where the shared warm server of this user listens: a folder that nobody else can enter."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from grader.isolation.version import place_key
from grader.kit.errors import KitError

ADDRESS = "server"
LONGEST_ADDRESS = 100  # bytes of the path of a Unix socket: 108 with Linux's final zero, 104 elsewhere


def place() -> Path:
    """Return the private folder of this user's server, which is made; raises KitError when it cannot be private."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    base = Path(runtime) if runtime and os.access(runtime, os.W_OK) else Path(tempfile.gettempdir())
    outer = base / f"callbacks-by-doing-{os.getuid()}"
    inner = outer / place_key()
    if len(str(inner / ADDRESS)) > LONGEST_ADDRESS:
        raise KitError(f"{inner} is too long for the address of a server.")
    for folder in (outer, inner):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise KitError(f"{folder} cannot be made: {error.strerror or error}.") from error
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise KitError(f"{folder} should be a folder that only you can read. Remove it, or use --no-server.")
    return inner
