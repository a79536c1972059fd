"""Digests by which the kit knows a file's content again."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path


def digest(content: bytes) -> str:
    """Return a short digest of ``content``."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def digest_of(file: Path) -> str:
    """Return a digest of the file's content; "" when it cannot be read, or is no file."""
    with contextlib.suppress(OSError):
        if not file.is_file():
            return ""  # who reads from a pipe waits for somebody to write
        return digest(file.read_bytes())
    return ""
