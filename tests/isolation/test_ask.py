"""Clients of a server that is played by a socket of the test's own."""

from __future__ import annotations

import contextlib
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.isolation.ask import Connection, Lost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="servers fork on Linux alone")


@pytest.fixture
def address() -> Iterator[str]:
    """Return a path that is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        yield str(Path(folder) / "server")


@pytest.fixture
def crowded(address: str) -> Iterator[socket.socket]:
    """Return a listening socket with no room for another client."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(address)
        listener.listen(1)
        with contextlib.suppress(BlockingIOError):
            while True:
                client = stack.enter_context(socket.socket(socket.AF_UNIX))
                client.setblocking(False)
                client.connect(address)
        yield listener


def test_a_crowded_server_is_waited_for(crowded: socket.socket, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A burst of clients is no reason to take the server for dead: there is room as soon as one was heard."""
    heard: list[socket.socket] = []
    monkeypatch.setattr("grader.isolation.ask.time.sleep", lambda _: heard.append(crowded.accept()[0]))

    Connection(address, patience=60).close()

    assert len(heard) == 1
    heard[0].close()


def test_a_crowded_server_that_hears_nobody_is_silent(crowded: socket.socket, address: str) -> None:
    """It lives, so that no other one may be started in its place."""
    with pytest.raises(TimeoutError, match="too many clients"):
        Connection(address, patience=0.1)


def test_where_nobody_listens(address: str) -> None:
    """There is nothing to wait for, whether the address is unknown or was left behind."""
    with pytest.raises(Lost):
        Connection(address, patience=60)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
    with pytest.raises(Lost):
        Connection(address, patience=60)
