"""Printed text as evidence."""

from __future__ import annotations

import io
from typing import Any

import pytest

from grader.child import printed
from grader.child.printed import Printed


class Sink:
    """Keeps what a channel would send."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def send(self, event: str, **fields: Any) -> None:
        """Keep the text."""
        self.texts.append(fields["text"])


def test_whole_lines_are_sent_as_they_end() -> None:
    """Part of a line waits for its end, or for somebody to settle it."""
    sink = Sink()
    stream = Printed(sink, "stdout")  # type: ignore[arg-type]  # a sink is all that it needs

    print("one", end="", file=stream)
    assert sink.texts == []
    print(" two\nthree", end="", file=stream)
    assert sink.texts == ["one two\n"]
    stream.settle()
    assert sink.texts == ["one two\n", "three"]


def test_endless_output_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that prints for ever fills nobody's memory."""
    monkeypatch.setattr(printed, "MAX_CHARACTERS", 10)
    sink = Sink()
    stream = Printed(sink, "stdout")  # type: ignore[arg-type]  # a sink is all that it needs

    for _ in range(100):
        print("abcd", file=stream)

    assert sum(map(len, sink.texts)) == 10


def test_live_output_is_seen_at_once() -> None:
    """`grader run` shows every character as it comes, also an unfinished prompt."""
    screen = io.StringIO()
    stream = Printed(Sink(), "stdout", live=screen)  # type: ignore[arg-type]  # a sink is all that it needs

    print("(Pdb) ", end="", file=stream)

    assert screen.getvalue() == "(Pdb) "


def test_a_listener_is_told_while_it_is_set() -> None:
    """Text is heard however it is written, also by code that took the method along."""
    stream = Printed(Sink(), "stdout")  # type: ignore[arg-type]  # a sink is all that it needs
    write, heard = stream.write, list[str]()

    print("before", file=stream)
    stream.listener = heard.append
    write("one")
    print(" two", file=stream)
    stream.listener = None
    print("after", file=stream)

    assert "".join(heard) == "one two\n"
