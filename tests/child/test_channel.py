"""Evidence goes out whole, in order, and is never lost in a flood."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any

import numpy as np

from grader.child.channel import Channel, plain, seal

KEY = bytes(16)


def _sent(limit: int, *events: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    with tempfile.TemporaryFile() as file:
        channel = Channel(file.fileno(), KEY, limit)
        for name, fields in events:
            channel.send(name, **fields)
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        lines = [line.partition(b" ")[::2] for line in file.read().splitlines()]
        assert [seal(KEY, number, line) for number, (_, line) in enumerate(lines)] == [found for found, _ in lines]
        return [json.loads(line) for _, line in lines]


def test_one_line_an_event() -> None:
    """Newlines inside a value do not break the lines."""
    assert _sent(1000, ("printed", {"text": "a\nb"}), ("done", {})) == [
        {"event": "printed", "text": "a\nb"},
        {"event": "done"},
    ]


def test_a_flood_hides_nothing_of_the_end() -> None:
    """When the limit is reached, text is dropped and the ends still come through."""
    seen = _sent(100, ("printed", {"text": "x" * 200}), ("end", {"run": "a"}), ("done", {}))

    assert [event["event"] for event in seen] == ["end", "done"]


def test_values_become_plain() -> None:
    """Arrays and scalars become numbers, anything else its text."""
    assert plain(np.float32(0.5)) == 0.5
    assert plain(np.array([1, 2])) == [1, 2]
    assert plain({1}) == "{1}"
