"""A grading ends as soon as enough is known."""

from __future__ import annotations

from grader.authoring.brief import judge_until
from grader.catalogue import find_exercise
from grader.judge import Engine, read
from grader.kit.paths import Kit


def test_ends_with_the_verdict_that_is_enough(kit: Kit, engine: Engine) -> None:
    """The report ends with the first check that failed; nothing after it is in it."""
    exercise = find_exercise(kit, "00")
    attempt = read(exercise, kit.solutions / exercise.slug / "wrong" / "patience_three.py", 1)

    report = judge_until(lambda verdicts: verdicts[-1].status == "failed", attempt, engine)

    assert report.status == "failed"
    assert [check.status for check in report.checks] == ["passed", "passed", "failed"]
    assert report.checks[-1].name == "test_stops_after_two_epochs_without_progress"


def test_comes_to_its_end_when_nothing_is_enough(kit: Kit, engine: Engine) -> None:
    """A right submission gets all its verdicts."""
    exercise = find_exercise(kit, "00")
    attempt = read(exercise, kit.solutions / exercise.slug / "solution.py", 1)

    report = judge_until(lambda verdicts: verdicts[-1].status == "failed", attempt, engine)

    assert (report.status, report.score) == ("passed", exercise.points)
