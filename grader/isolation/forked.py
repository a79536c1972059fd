"""Children forked from a warm server that lives as long as the command."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO

from grader.isolation.environment import server_environment
from grader.kit.errors import KitError

PYTHON = (sys.executable, "-E", "-P")


class ForkedLauncher:
    """Starts a warm server at once, and children from it."""

    name = "forked"

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="callbacks-"))
        self._socket = str(self._folder / "server")
        self._log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            [*PYTHON, "-m", "grader.child.server", self._socket],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=server_environment(self._folder),
            cwd=self._folder,
            start_new_session=True,
        )
        self._ready = False
        self._lock = threading.Lock()

    def start(self, request: dict[str, Any]) -> ForkedChild:
        """Start a child on ``request``; raises KitError with the server's last words when it has died."""
        self._wait_until_ready()
        ours, theirs = os.pipe()
        connection = socket.socket(socket.AF_UNIX)
        message = json.dumps(request).encode()
        try:
            connection.connect(self._socket)
            socket.send_fds(connection, [struct.pack("!I", len(message))], [theirs])
            connection.sendall(message)
        except OSError as error:
            os.close(ours)
            connection.close()
            raise KitError(f"The warm server does not answer: {error}. {self._last_words()}") from error
        finally:
            os.close(theirs)
        return ForkedChild(connection, os.fdopen(ours, "rb"))

    def close(self) -> None:
        """End the server; it takes its children with it."""
        if self._process.stdin:
            self._process.stdin.close()
        if not self._ready:
            self._process.kill()  # it is still importing, and has no children
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait_until_ready(self) -> None:
        assert self._process.stdout
        with self._lock:
            self._ready = self._ready or self._process.stdout.readline().strip() == b"ready"
        if not self._ready:
            raise KitError(f"The warm server did not start. {self._last_words()}")

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            words = Path(self._log.name).read_text(errors="replace").strip().splitlines()
            return f"Its last words: {' / '.join(words[-3:])}" if words else "It said nothing."
        return ""


class ForkedChild:
    """A child of the warm server."""

    def __init__(self, connection: socket.socket, evidence: BinaryIO) -> None:
        self._connection = connection
        self.evidence = evidence

    def end(self) -> int | None:
        """Kill what is left and return the exit code, as ``Child.end`` says."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
        self._connection.settimeout(10)
        try:
            with self._connection.makefile() as answer:
                line = answer.readline()
            return int(json.loads(line)["exit"]) if line else None
        except (OSError, ValueError):
            return None
        finally:
            self._connection.close()
            self.evidence.close()
