"""One message on a socket: four bytes of length, JSON, and perhaps descriptors that travel with it."""

from __future__ import annotations

import json
import os
import socket
import struct
from typing import Any, cast

MAX_MESSAGE = 16_000_000
MAX_DESCRIPTORS = 2


def receive_message(client: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the message and the descriptors that came with it; raises ValueError when it is none."""
    header, descriptors, _, _ = socket.recv_fds(client, 4, MAX_DESCRIPTORS)
    try:
        if len(header) != 4:
            raise ValueError("a message starts with its length")
        (length,) = struct.unpack("!I", header)
        if length > MAX_MESSAGE:
            raise ValueError(f"a message of {length} bytes is too long")
        message = json.loads(_receive(client, length))
        if not isinstance(message, dict):
            raise ValueError("a message is an object")
        return cast("dict[str, Any]", message), list(descriptors)
    except BaseException:
        for descriptor in descriptors:
            os.close(descriptor)
        raise


def _receive(client: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        part = client.recv(length - len(data))
        if not part:
            raise ValueError("the message ended early")
        data += part
    return bytes(data)
