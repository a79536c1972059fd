"""Lines with a time limit."""

from __future__ import annotations

import io
import os

import pytest

from grader.isolation import reader
from grader.isolation.reader import Reader


def test_gives_lines_and_then_the_end() -> None:
    """Every line comes once; None says that nothing follows."""
    lines = Reader(io.BytesIO(b"one\ntwo\n"))

    assert [lines.next_line(5) for _ in range(3)] == [b"one\n", b"two\n", None]


def test_silence_is_noticed() -> None:
    """A child that says nothing is not waited for longer than allowed."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as stream, os.fdopen(theirs, "wb"), pytest.raises(TimeoutError):
        Reader(stream).next_line(0.01)


def test_a_flood_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """More evidence than anybody needs is not read to its end."""
    monkeypatch.setattr(reader, "MAX_BYTES", 10)
    lines = Reader(io.BytesIO(b"123456789\n" * 5))

    assert [lines.next_line(5), lines.next_line(5)] == [b"123456789\n", None]
