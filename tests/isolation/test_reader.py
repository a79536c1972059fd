"""Lines with a time limit and a seal."""

from __future__ import annotations

import io
import os

import pytest

from grader.isolation import reader
from grader.isolation.reader import Reader
from tests.isolation.sealing import KEY, sealed


def test_gives_lines_and_then_the_end() -> None:
    """Every line comes once, without its seal; None says that nothing follows."""
    lines = Reader(io.BytesIO(sealed([b"one", b"two"])), KEY)

    assert [lines.next_line(5) for _ in range(3)] == [b"one", b"two", None]


def test_silence_is_noticed() -> None:
    """A child that says nothing is not waited for longer than allowed."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as stream, os.fdopen(theirs, "wb"), pytest.raises(TimeoutError):
        Reader(stream, KEY).next_line(0.01)


def test_a_flood_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """More evidence than anybody needs is not read to its end."""
    monkeypatch.setattr(reader, "MAX_BYTES", 20)
    lines = Reader(io.BytesIO(sealed([b"12345"] * 5)), KEY)

    assert [lines.next_line(5), lines.next_line(5)] == [b"12345", None]


@pytest.mark.parametrize(
    "forged",
    [
        b"two\n",
        b"0123456789abcdef two\n",
        sealed([b"two"]),
        sealed([b"one", b"two"], bytes(16)).splitlines(keepends=True)[1],
        b"\n",
    ],
    ids=["no seal", "a guess", "the seal of another place", "the seal of another key", "nothing"],
)
def test_a_line_that_somebody_else_wrote_is_refused(forged: bytes) -> None:
    """Who can write to the descriptor, and no more, cannot forge evidence; not even by repeating a line."""
    lines = Reader(io.BytesIO(sealed([b"one"]) + forged), KEY)
    assert lines.next_line(5) == b"one"

    with pytest.raises(ValueError, match="line 1 does not come from the recorder"):
        lines.next_line(5)
