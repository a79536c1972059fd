"""What the pictures foresee, for every catalogued answer: nothing else than right answers do, and always something to show."""

from __future__ import annotations

import pytest

from grader.catalogue import all_exercises, find_exercise
from grader.judge import Engine
from grader.judge.modules import load_module
from grader.kit.paths import Kit
from grader.picture.build import picture_of
from grader.picture.page import page
from grader.picture.timeline import Picture
from grader.pytest_plugin.grade import judge
from tests.conftest import SOURCE

SLUGS = [exercise.slug for exercise in all_exercises(SOURCE)]
# Their suites have no oracle that speaks of epochs.
WITHOUT = {"01_event_logger", "08_fire_and_forget", "09_prediction_gif"}


@pytest.mark.long
@pytest.mark.parametrize("slug", SLUGS)
def test_right_answers_do_what_is_foreseen(engine: Engine, source_kit: Kit, slug: str) -> None:
    """Asked as strictly as for a wrong answer, no oracle finds a difference in a right one."""
    exercise = find_exercise(source_kit, slug)
    folder = source_kit.solutions / slug
    for path in (folder / "solution.py", *sorted((folder / "right").glob("*.py"))):
        attempt = engine.attempt(exercise, path, seed=11)
        report = judge(attempt)
        report.checks[0].status = "failed"  # where all passed, no oracle is asked
        picture = picture_of(report, attempt, getattr(load_module(exercise.suite), "foreseen", None))
        assert picture

        timelines = [timeline for scene in picture.scenes for timeline in scene.timelines]
        assert [(path.name, timeline.differences) for timeline in timelines if timeline.differences] == []
        assert any(timeline.foreseen for timeline in timelines) == (slug not in WITHOUT)


@pytest.mark.long
@pytest.mark.parametrize("slug", SLUGS)
def test_every_wrong_answer_has_a_page(engine: Engine, source_kit: Kit, slug: str) -> None:
    """Whatever it does, it crashes and hangs included: the page can be written, and holds every verdict."""
    exercise = find_exercise(source_kit, slug)
    for path in sorted((source_kit.solutions / slug / "wrong").glob("*.py")):
        report = judge(engine.attempt(exercise, path, seed=11))
        if report.picture is None:
            continue
        picture = Picture.of(report.picture.to_json())
        told = [verdict.name for scene in picture.scenes for verdict in scene.verdicts]
        told += [verdict.name for verdict in picture.verdicts]

        assert sorted(told) == sorted(check.name for check in report.checks if check.status != "passed"), path.name
        assert page(picture).count("rp-verdict") >= len(told), path.name
