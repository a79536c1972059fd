"""The one way out of a child: lines of JSON, written whole, in order."""

from __future__ import annotations

import json
import os
import threading
from typing import Any


class Channel:
    """Writes evidence to a descriptor, one event a line.

    ``limit`` is the number of bytes after which events are dropped apart from ``end`` and ``done``,
    so that a flood of output neither fills the parent's memory nor hides how the run ended.
    """

    def __init__(self, descriptor: int, limit: int = 16_000_000) -> None:
        self._descriptor = descriptor
        self._left = limit
        self._lock = threading.Lock()

    def send(self, event: str, **fields: Any) -> None:
        """Write one event; values that JSON cannot hold are written as their ``repr``."""
        line = (json.dumps({"event": event, **fields}, default=plain) + "\n").encode()
        with self._lock:
            self._left -= len(line)
            if self._left > 0 or event in ("end", "done"):
                _write_all(self._descriptor, line)


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
