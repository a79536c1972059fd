"""One request on a socket: four bytes of length, JSON, and a descriptor that travels with it."""

from __future__ import annotations

import json
import os
import socket
import struct
from typing import Any, cast

MAX_REQUEST = 16_000_000


def receive_request(client: socket.socket) -> tuple[dict[str, Any], int]:
    """Return the request and the descriptor for evidence; raises ValueError when what came is neither."""
    header, descriptors, _, _ = socket.recv_fds(client, 4, 1)
    if len(header) != 4 or len(descriptors) != 1:
        raise ValueError("a request starts with its length and one descriptor")
    try:
        (length,) = struct.unpack("!I", header)
        if length > MAX_REQUEST:
            raise ValueError(f"a request of {length} bytes is too long")
        return cast("dict[str, Any]", json.loads(_receive(client, length))), descriptors[0]
    except BaseException:
        os.close(descriptors[0])
        raise


def _receive(client: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        part = client.recv(length - len(data))
        if not part:
            raise ValueError("the request ended early")
        data += part
    return bytes(data)
