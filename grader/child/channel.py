"""The one way out of a child: lines of JSON, written whole, in order, each with its seal."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from typing import Any


class Channel:
    """Writes evidence to a descriptor, one event a line, sealed with ``key``: who has the descriptor alone cannot forge.

    ``limit`` is the number of bytes after which events are dropped apart from ``end``, ``dying`` and ``done``,
    so that a flood of output neither fills the parent's memory nor hides how the run ended.
    """

    def __init__(self, descriptor: int, key: bytes, limit: int = 16_000_000) -> None:
        self._descriptor, self._key = descriptor, key
        self._sent = 0
        self._left = limit
        self._lock = threading.Lock()

    def send(self, event: str, **fields: Any) -> None:
        """Write one event; values that JSON cannot hold are written as their ``repr``."""
        line = json.dumps({"event": event, **fields}, default=plain).encode()
        with self._lock:
            self._left -= len(line)
            if self._left > 0 or event in ("end", "dying", "done"):
                _write_all(self._descriptor, b"%s %s\n" % (seal(self._key, self._sent, line), line))
                self._sent += 1


def seal(key: bytes, number: int, line: bytes) -> bytes:
    """Return the seal of ``line``, which is the one with ``number`` (from 0), as hexadecimal digits."""
    return hashlib.blake2b(b"%d %s" % (number, line), key=key, digest_size=8).hexdigest().encode()


def plain(value: Any) -> Any:
    """Return ``value`` as JSON can hold it: arrays as lists, scalars as numbers, anything else as text."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "numpy"):
        return value.numpy().tolist()
    return repr(value)[:1000]


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
