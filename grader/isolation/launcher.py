"""What it takes to start a child; the forked and the fresh launcher both do it, and tests bring their own."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

from grader.kit.errors import KitError

PYTHON = (sys.executable, "-E", "-P")
STARTING = "Starting TensorFlow, which takes 5 to 10 seconds ..."
Say = Callable[[str], object]


class ServerLost(KitError):
    """What the child was forked from ended before the child did: its evidence says nothing about the submission."""


class Child(Protocol):
    """A started child."""

    @property
    def evidence(self) -> BinaryIO:
        """Return the stream of evidence; it ends when every process that holds it has ended. Who reads it closes it."""

    def kill(self) -> None:
        """Have the child's process group killed, unless it has ended; ``end`` tells how it ended."""

    def end(self) -> int | None:
        """Kill what is left of the child's process group and return its exit code, negative for a signal.

        None when the code could not be learnt. Raises ServerLost when the child was lost through no fault of its own.
        """

    def last_words(self) -> str:
        """Return, after ``end``, what was written before the child was ready, as a sentence; "" when nobody keeps that."""


def last_words_in(text: str) -> str:
    """Return the end of ``text``, which a process has written that failed, as a sentence."""
    lines = text.strip().splitlines()
    return f"Its last words: {' / '.join(lines[-3:])}" if lines else "It said nothing."


class Launcher(Protocol):
    """Starts children, from several threads if need be."""

    def start(self, request: dict[str, Any]) -> Child:
        """Start a child on ``request``; raises KitError when no child can be started."""

    def close(self) -> None:
        """End what is left of the launcher and of its children."""


class Children:
    """The children of a launcher, which do not outlive it: Ctrl-C ends those that other threads are waiting for."""

    def __init__(self) -> None:
        self._running: weakref.WeakSet[Child] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def expect_one(self) -> None:
        """Raise KitError when the launcher was closed: nothing may be started any more."""
        if self._closed:
            raise KitError("Grading was stopped.")

    def add(self, child: Child) -> None:
        """Remember ``child``, which is killed at once when the launcher was closed meanwhile."""
        with self._lock:
            self._running.add(child)
            closed = self._closed
        if closed:
            child.kill()

    def close(self) -> None:
        """Kill every child; none is started from now on."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for child in running:
            child.kill()
