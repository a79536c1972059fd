"""What the screen of `grader watch` looks like where it is shown."""

from __future__ import annotations

import io

from rich.console import Console

from grader.catalogue import find_exercise
from grader.cli.watching.screen import Screen
from grader.kit.paths import Kit
from grader.report import CheckResult, Report


def _screen(kit: Kit, term: str | None) -> Screen:
    console = Console(file=io.StringIO(), force_terminal=term is not None, width=80, _environ={"TERM": term or "dumb"})
    return Screen(kit, console, with_enter=term != "xterm")


def _shown(screen: Screen) -> str:
    assert isinstance(screen.console.file, io.StringIO)
    return screen.console.file.getvalue()


def _begun(kit: Kit, term: str | None) -> str:
    screen = _screen(kit, term)
    screen.begin(find_exercise(kit, "02"))
    screen.tell(CheckResult("x", "A sentence.", 1, ""))
    screen.wait()
    return _shown(screen)


def test_a_terminal_is_cleared_and_links_the_file(kit: Kit) -> None:
    """The path can be clicked, and verdicts come one by one."""
    shown = _begun(kit, "xterm")

    assert "\x1b[2J" in shown
    assert (kit.exercises / "02_detect_overfitting" / "exercise.py").resolve().as_uri() in shown
    assert "A sentence." in shown
    assert "Enter" not in shown


def test_elsewhere_nothing_moves(kit: Kit) -> None:
    """A dumb terminal, and a file, get plain lines: no escape sequences, verdicts one by one, keys with Enter."""
    for term in ("dumb", None):
        shown = _begun(kit, term)

        assert "\x1b" not in shown
        assert "exercises/02_detect_overfitting/exercise.py" in shown
        assert "A sentence." in shown
        assert "(and Enter)" in shown


def test_what_cannot_be_cleared_is_not_told_twice(kit: Kit) -> None:
    """On a dumb terminal the report adds points and the first explanation; a cleared screen shows all of it."""
    passed = CheckResult("one", "It stops.", 1, "", status="passed", stage="training", printed="Stopping training ...")
    failed = CheckResult("two", "It prints.", 1, "", status="failed", expected="a line", seen="none")
    late = CheckResult("three", "It saves.", 1, "", status="failed", expected="a file", seen="none")
    report = Report("02_x", "Some exercise", "/x.py", 1, [passed, failed, late])
    for term, first, second in ((None, 1, 2), ("xterm", 2, 2)):
        screen = _screen(kit, term)
        screen.begin(find_exercise(kit, "02"))
        screen.tell(passed)
        screen.tell(failed)
        screen.conclude(report, "")

        shown = _shown(screen)
        assert shown.count("It stops.") == shown.count("Stopping training ...") == first
        assert shown.count("It prints.") == second
        assert shown.count("It saves.") == 1
        assert "1 / 3 points" in shown


def test_the_next_grading_tells_anew(kit: Kit) -> None:
    """What was told of an older file is not what stands below the new one."""
    check = CheckResult("one", "It stops.", 1, "", status="passed")
    screen = _screen(kit, None)
    screen.begin(find_exercise(kit, "02"))
    screen.tell(check)
    screen.begin(find_exercise(kit, "02"))
    screen.conclude(Report("02_x", "Some exercise", "/x.py", 1, [check]), "")

    assert _shown(screen).count("It stops.") == 2
