"""One message on a socket."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator

import pytest

from grader.child.wire import MAX_MESSAGE, receive_message


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return two ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(5)
        yield ours, theirs


def test_a_message_comes_with_its_descriptors(pair: tuple[socket.socket, socket.socket]) -> None:
    """The JSON is read whole, and the descriptors read and write where those of the client do."""
    listening, writing = os.pipe()
    body = b'{"a": "' + b"x" * 100_000 + b'"}'
    socket.send_fds(pair[0], [struct.pack("!I", len(body))], [listening, writing])
    pair[0].sendall(body)

    message, (reading, telling) = receive_message(pair[1])

    os.write(telling, b"seen")
    assert len(message["a"]) == 100_000
    assert os.read(reading, 10) == b"seen"
    for one in (listening, writing, reading, telling):
        os.close(one)


@pytest.mark.parametrize(
    ("header", "body", "words"),
    [
        (struct.pack("!I", MAX_MESSAGE + 1), b"", "too long"),
        (struct.pack("!I", 50), b"{", "ended early"),
        (struct.pack("!I", 3), b"abc", "Expecting value"),
        (struct.pack("!I", 2), b"[]", "is an object"),
        (b"xx", b"", "starts with its length"),
    ],
)
def test_what_is_no_message(pair: tuple[socket.socket, socket.socket], header: bytes, body: bytes, words: str) -> None:
    """Nonsense on the socket is refused in a sentence instead of bringing the server down."""
    listening, writing = os.pipe()
    socket.send_fds(pair[0], [header], [writing])
    pair[0].sendall(body)
    pair[0].shutdown(socket.SHUT_WR)

    with pytest.raises(ValueError, match=words):
        receive_message(pair[1])
    os.close(listening)
    os.close(writing)


def test_a_message_may_come_alone(pair: tuple[socket.socket, socket.socket]) -> None:
    """A question about the server itself brings no descriptor."""
    pair[0].sendall(struct.pack("!I", 2) + b"{}")

    assert receive_message(pair[1]) == ({}, [])
