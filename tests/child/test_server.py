"""The address of a warm server; what it serves is tested with its clients."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "linux":
    from grader.child.server import Server
else:
    pytest.skip("servers fork on Linux alone", allow_module_level=True)


@pytest.fixture
def address() -> Iterator[str]:
    """Return an address that is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        yield str(Path(folder) / "server")


def test_an_address_is_given_back(address: str) -> None:
    """Who has retired is not taken for one who listens."""
    server = Server(address, "1", idle=0)

    server.serve()

    assert not os.path.exists(address)


def test_the_address_of_another_server_stays(address: str) -> None:
    """One that was started in place of a server, which nobody could find any more, keeps its address when that ends."""
    first = Server(address, "1", idle=0)
    os.rename(address, address + ".first")
    second = Server(address, "1", idle=0)

    first.serve()

    assert os.path.exists(address)
    second.serve()
    assert not os.path.exists(address)
