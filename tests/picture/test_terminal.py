"""When a terminal shows sketches, and how many."""

from __future__ import annotations

import io

from rich.console import Console

from grader.picture.terminal import sketches
from grader.picture.timeline import Scene
from tests.picture.made import picture, too_long, verdict


class _Stream(io.StringIO):
    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # what Python leaves open for text in memory
        """Return what the terminal can show."""
        return self._encoding


def _console(encoding: str = "utf-8", *, terminal: bool = True, width: int = 80) -> Console:
    return Console(file=_Stream(encoding), force_terminal=terminal, width=width, _environ={"TERM": "xterm"})


def test_only_a_terminal_that_can_shows_them() -> None:
    """Not in a pipe, not in an old code page, not on a narrow screen, not without a picture."""
    assert sketches(picture(), _console())("test_stops")
    assert not sketches(picture(), _console(terminal=False))("test_stops")
    assert not sketches(picture(), _console("cp1252"))("test_stops")
    assert not sketches(picture(), _console(width=40))("test_stops")
    assert not sketches(None, _console())("test_stops")


def test_each_run_is_sketched_once_and_few_are() -> None:
    """Two checks that one run decided share its sketch, and after two sketches there are no more."""
    scenes = [
        Scene(f"run_{index}", "", [too_long()], [verdict(name=f"test_{index}"), verdict(name=f"test_{index}_too")])
        for index in range(3)
    ]
    beside = sketches(picture(*scenes), _console())

    asked = ["test_0", "test_0_too", "test_1", "test_2"]
    assert [bool(beside(check)) for check in asked] == [True, False, True, False]
