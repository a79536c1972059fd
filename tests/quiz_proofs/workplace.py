"""Where proofs run: each in an empty folder of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def empty_folder() -> Iterator[None]:
    """Make an empty folder the working folder, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="proof-") as folder, contextlib.chdir(folder):
        yield


def files() -> list[Path]:
    """Return the files in the working folder and below."""
    return sorted(path for path in Path().rglob("*") if path.is_file())
