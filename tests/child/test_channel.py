"""Evidence goes out whole, in order, and never with a gap."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any

import numpy as np
import pytest

from grader.child import channel
from grader.child.channel import Channel, plain, seal

KEY = bytes(16)


def _sent(limit: int, *events: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    with tempfile.TemporaryFile() as file:
        opened = Channel(file.fileno(), KEY, limit)
        for name, fields in events:
            opened.send(name, **fields)
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


@pytest.mark.parametrize(
    ("limit", "text"), [(100, "x" * 200), (channel.LIMIT, "x" * channel.LONGEST)], ids=["all together", "one event"]
)
def test_a_flood_ends_the_process(monkeypatch: pytest.MonkeyPatch, limit: int, text: str) -> None:
    """Where something would be lost, that is said and nothing after it, not even by who has replaced the exit."""
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)

    seen = _sent(limit, ("begin", {}), ("raised", {"message": text}), ("end", {"run": "a"}), ("done", {}))

    assert [event["event"] for event in seen] == ["begin", "overflow"]
    assert codes == [channel.OVERFLOWN]


def test_values_become_plain() -> None:
    """Arrays and scalars become numbers, anything else its text."""
    assert plain(np.float32(0.5)) == 0.5
    assert plain(np.array([1, 2])) == [1, 2]
    assert plain({1}) == "{1}"
