"""From a judged submission to its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import find_exercise
from grader.evidence import Evidence, Run
from grader.judge import Attempt, Engine
from grader.judge.modules import load_module
from grader.kit.paths import Kit
from grader.oracles import Foreseen
from grader.picture.build import MOST_SCENES, picture_of
from grader.picture.timeline import Picture
from grader.pytest_plugin.grade import judge
from grader.report import CheckResult, Report
from tests.picture.made import run_of


def _built(runs: dict[str, Run], checks: list[CheckResult], oracle: Any = None) -> Picture:
    evidence = Evidence(runs)
    attempt: Any = Attempt(None, None, 1, "graded", evidence=evidence)  # type: ignore[arg-type]
    attempt.path = Path("no such file")
    found = picture_of(Report("00_x", "X", "x.py", 1, checks), attempt, oracle)
    assert found
    return found


def _check(run: str, status: Any = "failed") -> CheckResult:
    return CheckResult("test_x", "X holds.", 1.0, "l", status=status, expected="4", seen="5", why="so", run=run)


@pytest.fixture
def report_on(engine: Engine, source_kit: Kit) -> Any:
    """Return what makes and judges an attempt at 02."""

    def report(name: str) -> Report:
        exercise = find_exercise(source_kit, "02")
        return judge(engine.attempt(exercise, source_kit.solutions / exercise.slug / name, seed=5))

    return report


@pytest.mark.parametrize(("number", "scenes"), [("02", 15), ("03", 12), ("06", 14)])
def test_a_right_answer_does_what_the_oracle_foresees(
    engine: Engine, source_kit: Kit, number: str, scenes: int
) -> None:
    """Each training of a solution is a scene, and nothing differs, asked as strictly as for a wrong answer."""
    exercise = find_exercise(source_kit, number)
    attempt = engine.attempt(exercise, source_kit.solutions / exercise.slug / "solution.py", seed=5)
    report = judge(attempt)
    assert report.picture.failing == []

    report.checks[0].status = "failed"
    picture = picture_of(report, attempt, load_module(exercise.suite).foreseen)

    assert picture
    timelines = [timeline for scene in picture.scenes for timeline in scene.timelines]
    assert len(picture.scenes) == scenes
    assert len([timeline for timeline in timelines if timeline.foreseen]) >= len(timelines) - 1
    assert not [timeline.differences for timeline in timelines if timeline.differences]


def test_a_wrong_answer_differs_where_its_check_failed(report_on: Any) -> None:
    """`>=` in place of `>` stops at the epoch that touches the threshold, in the scene that the check looked at."""
    report = report_on("wrong/greater_or_equal.py")
    scene = report.picture.failing[0]
    one = scene.timelines[0].difference

    assert scene.name == "touches"
    assert [verdict.name for verdict in scene.verdicts] == ["test_compares_strictly_and_unrounded"]
    assert (one.kind, one.foreseen) == ("ended", "training goes on")
    assert f"it ended after {one.epoch} " in scene.verdicts[0].seen
    assert "picture" not in report.to_json()


def test_a_fit_of_several_is_found(report_on: Any) -> None:
    """The second use of the same callback is where the difference is."""
    scene = report_on("wrong/remembers_the_last_fit.py").picture.failing[0]

    assert (scene.name, scene.telling) == ("twice", 1)


def test_what_examines_files_stands_for_the_run_that_left_them() -> None:
    """A check that failed over a saved file is shown with the training that saved it."""
    picture = _built({"curve": run_of(), "file": Run("file", {"examines": "curve"})}, [_check("file")])

    assert [(scene.name, len(scene.verdicts)) for scene in picture.scenes] == [("curve", 1)]


def test_a_check_that_looked_at_no_run_has_its_own_place() -> None:
    """Its verdict is kept, and no scene claims it."""
    picture = _built({"curve": run_of()}, [_check("")])

    assert [verdict.expected for verdict in picture.verdicts] == ["4"]
    assert picture.failing == []


def test_an_oracle_that_fails_costs_nothing() -> None:
    """Evidence may be too strange for a suite; then there is no foretelling, and no mark is invented."""

    def oracle(run: Run) -> list[Foreseen]:
        raise KeyError("rate")

    timeline = _built({"curve": run_of()}, [_check("curve")], oracle).scenes[0].timelines[0]

    assert timeline.foreseen is None
    assert timeline.differences == []


def test_where_everything_passed_no_oracle_is_stricter_than_the_judge() -> None:
    """A run that every check accepted shows no difference."""

    def oracle(run: Run) -> list[Foreseen]:
        return [Foreseen(last=2)]

    right = _built({"curve": run_of()}, [_check("curve", "passed")], oracle)
    wrong = _built({"curve": run_of()}, [_check("curve")], oracle)

    assert right.scenes[0].timelines[0].differences == []
    assert wrong.scenes[0].timelines[0].differences


def test_how_a_run_ended_is_told() -> None:
    """A hang, a crash and a planned death have a sentence each; a finished run needs none."""
    runs = {status: run_of(ends=False, status=status) for status in ("timeout", "crashed", "killed")}
    notes = [scene.note for scene in _built(runs | {"fine": run_of()}, [_check("", "passed")]).scenes]

    assert [bool(note) for note in notes] == [True, True, True, False]
    assert len(set(notes)) == 4


def test_too_many_scenes_leave_out_those_that_decided_nothing() -> None:
    """The number is bounded, what is left out is counted, and what failed stays."""
    runs = {f"run_{index}": run_of() for index in range(MOST_SCENES + 10)}
    picture = _built(runs, [_check(f"run_{MOST_SCENES + 9}")])

    assert (len(picture.scenes), picture.left_out) == (MOST_SCENES, 10)
    assert picture.scenes[-1].verdicts


def test_nothing_that_ran_is_no_picture() -> None:
    """A file that cannot be read, and a fault of the kit, leave none."""
    attempt: Any = Attempt(None, None, 1, "invalid")  # type: ignore[arg-type]

    assert picture_of(Report("00_x", "X", "x.py", 1), attempt) is None
