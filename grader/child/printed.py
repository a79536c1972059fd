"""Standard output and error as evidence, line by line, between the hooks that they were printed in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TextIO

from grader.child.channel import Channel

MAX_CHARACTERS = 200_000


class Printed(io.TextIOBase):
    """A text stream that sends what is written to the channel and, when given, on to ``live``.

    While ``listener`` is set, it is told every text, as it was written.
    """

    def __init__(self, channel: Channel, stream: str, live: TextIO | None = None) -> None:
        super().__init__()
        self._channel, self._stream, self._live = channel, stream, live
        self._pending = ""
        self._left = MAX_CHARACTERS
        self.listener: Callable[[str], object] | None = None

    def write(self, text: str) -> int:
        """Take ``text``; whole lines are sent at once."""
        if self.listener:
            self.listener(text)
        if self._live:
            self._live.write(text)
            self._live.flush()
        head, newline, tail = (self._pending + text).rpartition("\n")
        self._pending = tail
        if newline:
            self._send(head + newline)
        if len(self._pending) > MAX_CHARACTERS:
            self.settle()
        return len(text)

    def settle(self) -> None:
        """Send an unfinished line, so that the next event comes after it."""
        if self._pending:
            self._send(self._pending)
            self._pending = ""

    def flush(self) -> None:
        """Do nothing: lines are sent as they end."""

    def writable(self) -> bool:
        """Tell that this stream takes text."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base class declares an attribute
        """Return the encoding that programs expect of a console."""
        return "utf-8"

    def _send(self, text: str) -> None:
        if self._left > 0:
            self._channel.send("printed", stream=self._stream, text=text[: self._left])
        self._left -= len(text)
