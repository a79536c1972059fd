"""A launcher of forked children, whose server is played by an object of the test's own."""

from __future__ import annotations

import os
from typing import Any

import pytest

from grader.isolation.ask import Lost
from grader.isolation.forked import TRIES, ForkedLauncher
from grader.kit.errors import KitError

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="servers fork on Linux alone")


class _Server:
    """Gives connections on which the answer is ``error``."""

    version = "1"

    def __init__(self, error: OSError) -> None:
        self._error, self.connected, self.closed = error, 0, 0

    def connect(self) -> Any:
        """Count, and return the server itself."""
        self.connected += 1
        return self

    def send(self, message: dict[str, Any], *descriptors: int) -> None:
        """Take the message."""

    def answer(self) -> dict[str, Any]:
        """Raise the error."""
        raise self._error

    def close(self) -> None:
        """Count."""
        self.closed += 1

    def last_words(self) -> str:
        """Return something."""
        return "It said nothing."

    def silence(self) -> KitError:
        """Return something else."""
        return KitError("It is silent.")


def test_a_server_that_hangs_is_asked_once() -> None:
    """It would not answer a second time either, and who waits is told what to do after one wait, not after three."""
    server = _Server(TimeoutError())

    with pytest.raises(KitError, match="It is silent"):
        ForkedLauncher(server).start({})

    assert (server.connected, server.closed) == (1, 1)


def test_a_server_that_ends_is_followed_by_others() -> None:
    """Where all of them end at once, their last words are told."""
    server = _Server(Lost("it ended"))

    with pytest.raises(KitError, match=r"does not answer: it ended\. It said nothing"):
        ForkedLauncher(server).start({})

    assert (server.connected, server.closed) == (TRIES, TRIES)
