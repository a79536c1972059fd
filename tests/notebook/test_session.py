"""`begin` gives a `check` that always returns a plain number and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

import grader
from grader.kit.errors import KitError
from grader.notebook import session
from grader.notebook.session import NAME, NOT_RUN, begin, scaled
from grader.notebook.show import Shown

REPORT: dict[str, Any] = {"score": 6.0, "max_score": 8.0}


class Shell:
    """As much of IPython's shell as `begin` uses."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {"__name__": "__main__"}
        self.history_manager = SimpleNamespace(input_hist_raw=[""])
        self.events = self
        self.listeners: list[Callable[[Any], None]] = []

    def register(self, event: str, listener: Callable[[Any], None]) -> None:
        """Keep a listener."""
        assert event == "pre_run_cell"
        self.listeners.append(listener)

    def run(self, source: str, cell: str = "answer") -> None:
        """Tell the listeners of a cell."""
        for listener in self.listeners:
            listener(SimpleNamespace(raw_cell=source, cell_id=cell))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is shown below the cell."""
    shown: list[str] = []
    monkeypatch.setattr(Shown, "_show", lambda self, what: shown.append(what.text))
    monkeypatch.setattr(
        Shown, "report", lambda self, report, source, note, lessons: shown.append(f"card of {source}; {note}")
    )
    return shown


def _answering(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    def ask(slug: str, source: str) -> object:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(session, "ask", ask)


def test_the_answer_is_graded_and_the_points_returned(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The card is of what ran last, and the value is a plain float of the points asked for."""
    _answering(monkeypatch, REPORT)
    shell = Shell()
    check = begin("02", shell=shell)
    shell.run("first")
    shell.run("second")
    score = check("02_detect_overfitting", points=4)

    assert type(score) is float
    assert score == 3.0
    assert said[-1] == "card of second; "


def test_an_answer_that_was_not_run_is_asked_for(said: list[str]) -> None:
    """The sentence names what the answer defines."""
    assert begin("02", shell=Shell())("02_detect_overfitting") == 0.0
    assert said == [NOT_RUN.format(names="`DetectOverfittingCallback`")]


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (KitError("No room left."), "No room left."),
        (KeyboardInterrupt(), "Stopped."),
        (RuntimeError("odd"), "not your code's fault: RuntimeError: odd"),
    ],
)
def test_nothing_raises(said: list[str], monkeypatch: pytest.MonkeyPatch, raised: BaseException, told: str) -> None:
    """Whatever goes wrong is a sentence below the cell, worth nothing."""
    _answering(monkeypatch, raised)
    shell = Shell()
    check = begin("02", shell=shell)
    shell.run("x = 1")

    assert check("02_detect_overfitting") == 0.0
    assert told in said[-1]


def test_a_mistyped_exercise_gets_the_nearest(said: list[str]) -> None:
    """Somebody may write `check` cells by hand."""
    assert begin("02", shell=Shell())("detect_overfiting") == 0.0
    assert "Did you mean `detect_overfitting`?" in said[-1]


def test_the_first_cell_can_be_run_again() -> None:
    """One listener stays, with what it remembers."""
    shell = Shell()
    begin("02", shell=shell)
    begin("02", shell=shell)

    assert len(shell.listeners) == 1


def test_another_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A notebook of last year works, with a word of warning."""
    begin("02", kit=grader.__version__, shell=Shell())
    assert "was made for version" not in capsys.readouterr().out
    begin("02", kit="0.0.7", shell=Shell())

    assert "was made for version 0.0.7" in capsys.readouterr().out


def test_long_trainings_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last lines of an answer, for running the file as a program, do not run with the cell; classes stay found."""
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    plain, with_program = Shell(), Shell()
    begin("02", shell=plain)
    begin("07", shell=with_program)

    assert plain.user_ns["__name__"] == "__main__"
    assert with_program.user_ns["__name__"] == NAME
    assert sys.modules.pop(NAME) is sys.modules["__main__"]


@pytest.mark.parametrize(
    ("score", "full", "points", "expected"),
    [
        (6.0, 8.0, 4, 3.0),
        (0.0, 8.0, 10, 0.0),
        (8.0, 8.0, 10, 10.0),
        (9.0, 8.0, 10, 10.0),
        (-1.0, 8.0, 10, 0.0),
        (0, 0, 5, 0.0),
    ],
)
def test_points_stay_within_what_can_be_earned(score: float, full: float, points: float, expected: float) -> None:
    """Points are a share of full marks, whatever the report says."""
    assert scaled({"score": score, "max_score": full}, points) == expected
