"""Gradings in the background, one at a time."""

from __future__ import annotations

import queue
import shutil

from grader.catalogue import find_exercise
from grader.cli.watching.events import Event, Failed, Graded, Judged, Said
from grader.cli.watching.worker import Worker
from grader.judge import Engine
from grader.kit.paths import Kit

PATIENCE = 120


def _until_the_end(events: queue.Queue[Event], number: int) -> list[Event]:
    seen: list[Event] = []
    while True:
        event = events.get(timeout=PATIENCE)
        seen.append(event)
        if isinstance(event, Graded | Failed) and event.number == number:
            return seen


def test_verdicts_come_before_the_report(kit: Kit, engine: Engine) -> None:
    """Each check is told on its own, then the whole."""
    exercise = find_exercise(kit, "00")
    shutil.copy(kit.solutions / exercise.slug / "solution.py", exercise.submission)
    events: queue.Queue[Event] = queue.Queue()
    worker = Worker(engine, events.put)

    worker.grade(exercise)
    seen = _until_the_end(events, 1)

    judged, last = seen[:-1], seen[-1]
    assert isinstance(last, Graded)
    assert last.report.status == "passed"
    assert [event.result.name for event in judged if isinstance(event, Judged)] == [
        check.name for check in last.report.checks
    ]


def test_a_new_grading_stops_the_one_before(kit: Kit, engine: Engine) -> None:
    """An endless loop does not keep the mended file waiting: its process ends, and its report is an old one."""
    exercise = find_exercise(kit, "00")
    exercise.submission.write_text("while True: pass\n")
    events: queue.Queue[Event] = queue.Queue()
    worker = Worker(engine, events.put)
    worker.grade(exercise)
    assert isinstance(events.get(timeout=PATIENCE), Said)  # `train` is not in the file: it was read, and runs

    shutil.copy(kit.solutions / exercise.slug / "solution.py", exercise.submission)
    worker.grade(exercise)
    last = _until_the_end(events, 2)[-1]

    assert isinstance(last, Graded)
    assert last.report.status == "passed"
    assert last.report.seconds < exercise.limits.scenario_seconds


def test_a_missing_name_is_told_before_anything_runs(kit: Kit, engine: Engine) -> None:
    """What the file lacks can be said without TensorFlow."""
    exercise = find_exercise(kit, "00")
    exercise.submission.write_text("def trian(): pass\n")
    events: queue.Queue[Event] = queue.Queue()
    worker = Worker(engine, events.put)

    worker.grade(exercise)

    assert events.get(timeout=PATIENCE) == Said("Not in your file yet: `train`.")
    _until_the_end(events, 1)


def test_a_missing_file_is_a_sentence(kit: Kit, engine: Engine) -> None:
    """Nothing to grade is no crash."""
    exercise = find_exercise(kit, "00")
    exercise.submission.unlink()
    events: queue.Queue[Event] = queue.Queue()

    Worker(engine, events.put).grade(exercise)

    last = _until_the_end(events, 1)[-1]
    assert isinstance(last, Failed)
    assert "There is no file" in last.sentence
