"""What the loop does with each event."""

from __future__ import annotations

import io
import queue
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grader.catalogue import Exercise, find_exercise
from grader.cli.watching.events import Event, Failed, Graded, Judged, Pressed, Saved
from grader.cli.watching.loop import Loop
from grader.cli.watching.screen import Screen
from grader.kit.digest import digest_of
from grader.kit.paths import Kit
from grader.report import CheckResult, Report
from grader.report.progress import read_progress


class Fakes:
    """Stands for the worker and for the saves, and notes what it is asked to do."""

    def __init__(self) -> None:
        self.number = 0
        self.graded: list[str] = []
        self.followed: list[Path] = []

    def grade(self, exercise: Exercise) -> None:
        """Note the exercise."""
        self.number += 1
        self.graded.append(exercise.number)

    def follow(self, file: Path) -> None:
        """Note the file."""
        self.followed.append(file)


@pytest.fixture
def fakes() -> Fakes:
    """Return what stands for worker and saves."""
    return Fakes()


@pytest.fixture
def console() -> Console:
    """Return a terminal that can be read."""
    return Console(file=io.StringIO(), force_terminal=True, width=100, highlight=False, _environ={"TERM": "xterm"})


@pytest.fixture
def loop(kit: Kit, fakes: Any, console: Console) -> Loop:
    """Return a loop over 00."""
    return Loop(kit, find_exercise(kit, "00"), fakes, fakes, Screen(kit, console, with_enter=False))


def _shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _report(kit: Kit, status: Any = "passed") -> Report:
    checks = [CheckResult(name, f"Sentence {name}.", 2.5, "day-27", status=status) for name in ("one", "two")]
    mine = kit.exercises / "00_first_callback" / "exercise.py"
    return Report("00_first_callback", "First callback", str(mine), 1, checks, digest=digest_of(mine))


def test_it_grades_at_once_on_each_save_and_on_demand(loop: Loop, fakes: Fakes) -> None:
    """The file as it is comes first; each save and the key r grade it again; q ends it all."""
    events: queue.Queue[Event] = queue.Queue()
    for event in (Saved(), Pressed("r"), Pressed("q")):
        events.put(event)

    loop.run(events)

    assert fakes.graded == ["00", "00", "00"]


def test_what_was_stopped_is_not_shown(kit: Kit, loop: Loop, fakes: Fakes, console: Console) -> None:
    """Verdicts and reports of a grading that a save has overtaken say nothing about the file as it is now."""
    loop.take(Saved())
    loop.take(Saved())
    loop.take(Judged(1, CheckResult("x", "An old sentence.", 1, "")))
    loop.take(Graded(1, _report(kit)))
    loop.take(Failed(1, "an old failure"))
    loop.take(Judged(fakes.number, CheckResult("x", "A new sentence.", 1, "")))

    assert "A new sentence." in _shown(console)
    assert "old" not in _shown(console)
    assert read_progress(kit) == {}


def test_a_report_is_shown_and_kept(kit: Kit, loop: Loop, fakes: Fakes, console: Console) -> None:
    """Full points are kept, and the learner is told how to go on."""
    loop.take(Saved())
    loop.take(Graded(fakes.number, _report(kit)))

    assert read_progress(kit)["00_first_callback"].status == "passed"
    assert "5 / 5 points" in _shown(console)
    assert "n brings you to the next exercise" in _shown(console)


def test_one_failure_at_a_time_is_explained(kit: Kit, loop: Loop, fakes: Fakes, console: Console) -> None:
    """A screen has room for one explanation: that of the first failure."""
    report = _report(kit, "failed")
    for check in report.checks:
        check.expected, check.seen = "this", f"seen by {check.name}"
    loop.take(Saved())
    loop.take(Graded(fakes.number, report))

    assert "seen by one" in _shown(console)
    assert "seen by two" not in _shown(console)
    assert "grader check 00 shows all" in _shown(console)


def test_next_moves_on_to_what_is_not_done(kit: Kit, loop: Loop, fakes: Fakes, console: Console) -> None:
    """The next exercise without full points is graded and followed; after the last one it begins anew."""
    loop.take(Pressed("n"))
    assert (fakes.graded, fakes.followed[0].parent.name[:2]) == (fakes.graded[:1], fakes.graded[0])
    for _ in range(len(list(kit.exercises.iterdir())) - 1):
        loop.take(Pressed("n"))

    assert fakes.graded[-1] == "00"


def test_next_without_another_exercise_says_so(kit: Kit, loop: Loop, fakes: Fakes, console: Console) -> None:
    """Where nothing else is left, the learner stays where they are."""
    for folder in kit.exercises.iterdir():
        if folder.name != "00_first_callback":
            shutil.rmtree(folder)

    loop.take(Pressed("n"))

    assert fakes.graded == []
    assert "no other exercise" in _shown(console)


def test_keys_help(loop: Loop, console: Console) -> None:
    """The key h shows a hint, l the table; another key is answered with those that there are."""
    for key in ("h", "l", "z", ""):
        loop.take(Pressed(key))

    shown = _shown(console)
    assert "hint 1 of 3" in shown
    assert "not_attempted" in shown
    assert "`z` is no key" in shown
    assert "`` is no key" not in shown


def test_a_failure_of_the_grading_leaves_the_watch_running(loop: Loop, fakes: Fakes, console: Console) -> None:
    """A missing file is told in its sentence, and the keys are shown again."""
    loop.take(Saved())
    loop.take(Failed(fakes.number, "There is no file exercise.py."))

    assert "There is no file exercise.py." in _shown(console)
    assert "q quit" in _shown(console)
