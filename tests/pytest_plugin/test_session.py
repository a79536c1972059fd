"""`pytest exercises` from the outside, in a kit of the test's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.catalogue import all_exercises
from grader.kit.paths import Kit
from grader.pytest_plugin.session import Session, named_whole
from grader.report.progress import read_progress

HEADLINE = "00 First callback"
FOLDER = Path("/kit/exercises/00_first_callback")


def _pytest(kit: Kit, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=kit.root, capture_output=True, text=True, check=False)


def _answer(kit: Kit, slug: str, answer: str = "solution.py") -> None:
    shutil.copy(kit.solutions / slug / answer, kit.exercises / slug / "exercise.py")


def test_nothing_attempted_is_not_green(kit: Kit) -> None:
    """An untouched kit is told to begin, without TensorFlow, and the run fails."""
    done = _pytest(kit, "exercises")

    assert done.returncode == 1
    assert done.stdout.count("You have not started this exercise yet") == len(all_exercises(kit))
    assert "TensorFlow" not in done.stdout
    assert "Traceback" not in done.stdout


def test_full_points_are_green_and_kept(kit: Kit) -> None:
    """A solved exercise shows each check by its sentence, and its points are kept."""
    _answer(kit, "00_first_callback")

    done = _pytest(kit, "exercises/00_first_callback", "--grader-seed", "11")

    assert done.returncode == 0
    assert "5 / 5 points" in done.stdout
    assert "Training stops after 2 epochs in a row" in done.stdout
    assert "(seed 11)" in done.stdout
    assert read_progress(kit)["00_first_callback"].status == "passed"


def test_a_failure_helps_and_hides_the_machinery(kit: Kit) -> None:
    """Expected, seen, why, the learner's line and their output are shown; no traceback, no source of the check."""
    _answer(kit, "00_first_callback", "wrong/silent.py")

    done = _pytest(kit, "exercises/00_first_callback")

    assert done.returncode == 1
    for words in (
        "expected",
        "seen",
        "no such line",
        "why",
        "exercises/00_first_callback/exercise.py:",
        "lessons/day-27.md",
    ):
        assert words in done.stdout
    for words in ("Traceback", "def test_", "assert", "Unmet", "FAILED"):
        assert words not in done.stdout


def test_the_usual_options_work(kit: Kit) -> None:
    """-k picks checks, -x stops at the first failure, -q is brief, and part of a suite is not kept as progress."""
    _answer(kit, "00_first_callback", "wrong/patience_three.py")

    chosen = _pytest(kit, "exercises/00_first_callback", "-k", "announces or best", "-q")
    stopped = _pytest(kit, "exercises/00_first_callback", "-x")

    assert "2 passed" in chosen.stdout or "1 failed, 1 passed" in chosen.stdout or "2 failed" in chosen.stdout
    assert "stopping after 1 failures" in stopped.stdout
    assert HEADLINE in stopped.stdout
    assert read_progress(kit) == {}


def test_junit_xml_carries_the_verdict(kit: Kit) -> None:
    """A failed check is a failure in the XML, with the learner's sentence and the message."""
    _answer(kit, "00_first_callback", "wrong/silent.py")

    _pytest(kit, "exercises/00_first_callback", "--junitxml=report.xml")

    suite = next(ElementTree.parse(kit.root / "report.xml").iter("testsuite"))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("7", "1", "0")
    failure = next(suite.iter("failure"))
    assert "early stopping" in (failure.text or "")


def test_last_failed_runs_what_failed(kit: Kit) -> None:
    """--lf grades again what had failed, with pytest's own cache."""
    _answer(kit, "00_first_callback", "wrong/silent.py")
    command = [sys.executable, "-m", "pytest", "exercises/00_first_callback"]
    subprocess.run(command, cwd=kit.root, capture_output=True, check=False)
    _answer(kit, "00_first_callback")

    done = subprocess.run([*command, "--lf"], cwd=kit.root, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "1 passed" in done.stdout


def test_a_missing_file_is_told(kit: Kit) -> None:
    """A deleted exercise.py is no crash: the learner is told which file is missing."""
    (kit.exercises / "00_first_callback" / "exercise.py").unlink()

    done = _pytest(kit, "exercises/00_first_callback")

    assert done.returncode == 1
    assert "There is no file" in done.stdout
    assert "INTERNALERROR" not in done.stdout + done.stderr


def _asked(*arguments: str, **option: Any) -> Any:
    place = SimpleNamespace(dir=Path("/kit/lessons"))
    return SimpleNamespace(args=list(arguments), option=SimpleNamespace(**option), invocation_params=place)


@pytest.mark.parametrize("argument", ["/kit/exercises", "../exercises/", "../exercises/00_first_callback"])
def test_what_is_named_as_a_whole_is_known_before_its_checks(argument: str) -> None:
    """A folder of one exercise, or of all, names them without a look at their checks."""
    known: Any = [SimpleNamespace(folder=FOLDER), SimpleNamespace(folder=Path("/elsewhere/01_event_logger"))]

    assert named_whole(_asked(argument, keyword="", collectonly=False), known) == known[:1]


@pytest.mark.parametrize(
    ("argument", "option"),
    [
        ("/kit/exercises/00_first_callback/test_exercise.py::test_stops", {}),
        ("/kit/exercises/00_first_callback/test_exercise.py", {}),
        ("/kit/exercises", {"keyword": "stops"}),
        ("/kit/exercises", {"collectonly": True}),
        ("/kit/exercises", {"lf": True}),
        ("/kit/exercises", {"ignore": ["00_first_callback"]}),
    ],
)
def test_what_may_be_a_part_waits_for_its_checks(argument: str, option: dict[str, Any]) -> None:
    """Nothing is begun early that may turn out not to be judged."""
    known: Any = [SimpleNamespace(folder=FOLDER)]

    assert named_whole(_asked(argument, **option), known) == []


def test_begun_before_the_checks_are_collected() -> None:
    """What is named as a whole is at work when the session starts, and the rest when the checks are known."""
    begun: list[Any] = []
    known: Any = [SimpleNamespace(folder=FOLDER, slug="00", limits=SimpleNamespace(submission_seconds=60))]
    other: Any = SimpleNamespace(folder=Path("/elsewhere"), slug="01", limits=SimpleNamespace(submission_seconds=60))
    config = _asked("/kit/exercises", collectonly=False)
    grading: Any = SimpleNamespace(exercise_of=lambda _: other)
    session: Any = SimpleNamespace(config=config, items=[object()])
    ours = Session(SimpleNamespace(of=begun.append), grading, known)  # type: ignore[arg-type]  # only `of` is used

    ours.pytest_sessionstart(session)
    assert begun == known
    ours.pytest_collection_finish(session)
    assert begun == [*known, other]
