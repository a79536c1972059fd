"""Lines of evidence with a time limit on each: a thread reads, so that it works on pipes of every system."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import queue
import threading
from typing import BinaryIO

MAX_LINE = 4_000_000
MAX_BYTES = 32_000_000
PATIENCE = 1.0  # seconds: the stream of a child that is dead ends at once, unless somebody else holds it


class Reader:
    """Reads lines from a stream of evidence, which must carry the seals of ``key``, and closes it."""

    def __init__(self, stream: BinaryIO, key: bytes) -> None:
        self._key, self._taken = key, 0
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def next_line(self, seconds: float) -> bytes | None:
        """Return the next line, or None at the end of the evidence.

        Raises TimeoutError after ``seconds``, and ValueError for a line that the recorder did not write.
        """
        try:
            sealed = self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise TimeoutError from None
        if sealed is None:
            return None
        seal, _, line = sealed.rstrip(b"\n").partition(b" ")
        # As the protocol says, in the docstring of ``grader.child.__main__``.
        true = hashlib.blake2b(b"%d %s" % (self._taken, line), key=self._key, digest_size=8).hexdigest()
        if not hmac.compare_digest(seal, true.encode()):
            raise ValueError(f"line {self._taken} does not come from the recorder")
        self._taken += 1
        return line

    def abandon(self) -> None:
        """Be done with a stream whose child was ended.

        The thread that reads closes it, and nobody else: another thread would wait for a line to come, which a process
        that got away from the child's group can delay for as long as it lives.
        """
        self._thread.join(PATIENCE)

    def _read(self, stream: BinaryIO) -> None:
        left = MAX_BYTES
        with contextlib.suppress(OSError, ValueError), stream:
            while (line := stream.readline(MAX_LINE)) and left > 0:
                left -= len(line)
                self._lines.put(line)
        self._lines.put(None)
