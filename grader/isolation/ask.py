"""What a client of a warm server says, and what it hears."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from typing import IO, Any

# A server that was started just now answers when it has imported TensorFlow, on a slow disk after a minute.
PATIENCE = 180.0
BUSY = 0.05  # seconds between two attempts to be heard by a server that has many clients


class Lost(OSError):
    """The server went away, or never was."""


class Refused(Lost):
    """The server is of another version and will end."""


class Connection:
    """One message to the server at ``path``, and its answers.

    Raises Lost when nobody listens there, TimeoutError when it takes more than ``patience`` seconds.
    """

    def __init__(self, path: str, patience: float = PATIENCE) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(patience)
        try:
            self._connect(path, time.monotonic() + patience)
        except TimeoutError:
            self._socket.close()
            raise
        except OSError as error:
            self._socket.close()
            raise Lost(str(error)) from error
        self._answers: IO[str] = self._socket.makefile(encoding="utf-8")

    def _connect(self, path: str, until: float) -> None:
        while True:
            try:
                return self._socket.connect(path)
            except BlockingIOError:  # so many wait to be heard that there is no room for one more
                if time.monotonic() >= until:
                    raise TimeoutError("it has too many clients") from None
                time.sleep(BUSY)

    def send(self, message: dict[str, Any], *descriptors: int) -> None:
        """Send ``message`` with ``descriptors``, if any; raises Lost when the server ends, and TimeoutError."""
        body = json.dumps(message).encode()
        try:
            socket.send_fds(self._socket, [struct.pack("!I", len(body))], descriptors)
            self._socket.sendall(body)
        except TimeoutError:
            raise
        except OSError as error:
            raise Lost(str(error)) from error

    def answer(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """Return the next answer; raises Refused, Lost when the server ended, and TimeoutError after ``seconds``."""
        self._socket.settimeout(seconds)
        try:
            line = self._answers.readline()
        except TimeoutError:
            raise
        except OSError as error:
            raise Lost(str(error)) from error
        if not line:
            raise Lost("it ended")
        answer: dict[str, Any] = json.loads(line)
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer

    def say_no_more(self) -> None:
        """Tell the server that its child is not needed any more."""
        with contextlib.suppress(OSError):  # it may be gone, and the child with it
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close the connection."""
        self._answers.close()
        self._socket.close()
