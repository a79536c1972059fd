"""The one way out of a child: lines of JSON, written whole, in order, each with its seal."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from typing import Any

OVERFLOWN = 4  # exit code
LIMIT, LONGEST = 16_000_000, 3_000_000  # bytes of all events of a child, and of one; the parent reads no longer lines


class Channel:
    """Writes evidence to a descriptor, one event a line, sealed with ``key``: who has the descriptor alone cannot forge.

    At ``limit`` bytes, or an event that is too long, one event ``overflow`` says so and this process ends: evidence with
    gaps would look like that of a run in which less happened.
    """

    def __init__(self, descriptor: int, key: bytes, limit: int = LIMIT) -> None:
        self._descriptor, self._key = descriptor, key
        self._sent = 0
        self._left = limit
        self._lock = threading.Lock()

    def send(self, event: str, **fields: Any) -> None:
        """Write one event; values that JSON cannot hold are written as their ``repr``."""
        line = json.dumps({"event": event, **fields}, default=plain).encode()
        with self._lock:
            if self._left < 0:
                return  # only where somebody has replaced `os._exit`
            self._left = self._left - len(line) if len(line) <= LONGEST else -1
            if self._left >= 0:
                self._write(line)
            else:
                self._write(b'{"event": "overflow"}')
                os._exit(OVERFLOWN)

    def _write(self, line: bytes) -> None:
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
