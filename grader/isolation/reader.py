"""Lines of evidence with a time limit on each: a thread reads, so that it works on pipes of every system."""

from __future__ import annotations

import queue
import threading
from typing import BinaryIO

MAX_LINE = 4_000_000
MAX_BYTES = 32_000_000


class Reader:
    """Reads lines from a stream of evidence."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def next_line(self, seconds: float) -> bytes | None:
        """Return the next line, or None at the end of the evidence; raises TimeoutError after ``seconds``."""
        try:
            return self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise TimeoutError from None

    def _read(self, stream: BinaryIO) -> None:
        left = MAX_BYTES
        try:
            while (line := stream.readline(MAX_LINE)) and left > 0:
                left -= len(line)
                self._lines.put(line)
        except (OSError, ValueError):  # the stream was closed under this thread
            pass
        self._lines.put(None)
