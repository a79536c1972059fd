"""Keys on a terminal, on a dumb one, and without any."""

from __future__ import annotations

import io
import os
import queue
import sys

import pytest

from grader.cli.watching.events import Event, Pressed
from grader.cli.watching.keys import pressed_keys, takes_single_keys

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Windows are not files")


def test_a_terminal_gives_each_key_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Enter is needed, capitals do not matter, and the terminal is as before afterwards."""
    import termios

    ours, theirs = os.openpty()
    events: queue.Queue[Event] = queue.Queue()
    with os.fdopen(theirs, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setenv("TERM", "xterm")
        before = termios.tcgetattr(theirs)
        with pressed_keys(events.put):
            os.write(ours, b"nH")
            assert [events.get(timeout=60), events.get(timeout=60)] == [Pressed("n"), Pressed("h")]
        assert termios.tcgetattr(theirs) == before
    os.close(ours)


def test_a_dumb_terminal_gives_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first letter of a line is the key."""
    events: queue.Queue[Event] = queue.Queue()
    monkeypatch.setattr(sys, "stdin", io.StringIO("Next\n\nq\n"))

    assert not takes_single_keys()
    with pressed_keys(events.put):
        assert [events.get(timeout=60) for _ in range(3)] == [Pressed("n"), Pressed(""), Pressed("q")]


def test_without_standard_input_there_are_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch in the background goes on without keys."""
    monkeypatch.setattr(sys, "stdin", None)
    events: queue.Queue[Event] = queue.Queue()

    with pressed_keys(events.put):
        assert events.empty()
