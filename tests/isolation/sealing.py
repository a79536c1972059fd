"""Evidence as a child writes it, sealed."""

from __future__ import annotations

import json
from typing import Any

from grader.child.channel import seal

KEY = bytes(range(16))


def sealed(lines: list[Any], key: bytes = KEY) -> bytes:
    """Return ``lines``, objects or bytes, each with its seal."""
    bodies = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return b"".join(b"%s %s\n" % (seal(key, number, body), body) for number, body in enumerate(bodies))
