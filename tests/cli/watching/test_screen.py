"""What the screen of `grader watch` looks like where it is shown."""

from __future__ import annotations

import io

from rich.console import Console

from grader.catalogue import find_exercise
from grader.cli.watching.screen import Screen
from grader.kit.paths import Kit
from grader.report import CheckResult


def _begun(kit: Kit, term: str | None) -> str:
    console = Console(file=io.StringIO(), force_terminal=term is not None, width=80, _environ={"TERM": term or "dumb"})
    screen = Screen(kit, console, with_enter=term != "xterm")
    screen.begin(find_exercise(kit, "02"))
    screen.tell(CheckResult("x", "A sentence.", 1, ""))
    screen.wait()
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_is_cleared_and_links_the_file(kit: Kit) -> None:
    """The path can be clicked, and verdicts come one by one."""
    shown = _begun(kit, "xterm")

    assert "\x1b[2J" in shown
    assert (kit.exercises / "02_detect_overfitting" / "exercise.py").resolve().as_uri() in shown
    assert "A sentence." in shown
    assert "Enter" not in shown


def test_elsewhere_nothing_moves(kit: Kit) -> None:
    """A dumb terminal, and a file, get plain lines: no escape sequences, each report once, keys with Enter."""
    for term in ("dumb", None):
        shown = _begun(kit, term)

        assert "\x1b" not in shown
        assert "exercises/02_detect_overfitting/exercise.py" in shown
        assert "A sentence." not in shown
        assert "(and Enter)" in shown
