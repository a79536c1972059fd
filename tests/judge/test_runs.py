"""How a run that cannot be judged explains itself to a check."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import Submission, find_exercise
from grader.evidence import Evidence, Raised
from grader.judge import Attempt, NotJudged, Runs, Unmet
from grader.kit.paths import Kit


@pytest.fixture
def attempt(source_kit: Kit) -> Attempt:
    """Return an attempt whose one run has finished."""
    evidence = Evidence.of({"one": {"scenario": "x"}})
    evidence.loaded.status = "loaded"
    evidence.loaded.names = {"train": {}}
    evidence.runs["one"].status = "finished"
    exercise = find_exercise(source_kit, "00")
    return Attempt(exercise, Path("exercise.py"), seed=1, standing="graded", evidence=evidence)


def test_a_finished_run_is_given(attempt: Attempt) -> None:
    """What has finished can be looked at, and is remembered as looked at."""
    runs = Runs(attempt, "train")

    assert runs["one"].name == "one"
    assert [run.name for run in runs.touched] == ["one"]


def test_a_run_that_is_going_on_is_waited_for(attempt: Attempt) -> None:
    """A check that asks early gets the run when it has ended, not the half of it."""
    evidence = attempt.evidence
    assert evidence
    evidence.open, evidence.runs["one"].status = True, "not_run"
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(Runs(attempt)["one"].status), daemon=True)
    thread.start()

    evidence.runs["one"].status = "finished"
    evidence.tell()

    thread.join(30)
    assert seen == ["finished"]


@pytest.mark.parametrize(
    ("status", "words"), [("crashed", "ended early with exit code -9"), ("timeout", "longer than 30")]
)
def test_crashes_and_hangs_keep_their_status(attempt: Attempt, status: Any, words: str) -> None:
    """A check on a run that died or hung has that status, with a sentence."""
    assert attempt.evidence
    attempt.evidence.runs["one"].status = status
    attempt.evidence.runs["one"].exit_code = -9

    with pytest.raises(NotJudged, match=words) as caught:
        Runs(attempt)["one"]

    assert caught.value.status == status


def test_an_exception_is_told_with_its_line(attempt: Attempt) -> None:
    """What the learner's code raised fails the check, and names their line."""
    assert attempt.evidence
    run = attempt.evidence.runs["one"]
    run.status, run.raised = "raised", Raised("KeyError", "'val_loss'", 14, not_written=False)

    with pytest.raises(Unmet, match="it raised KeyError: 'val_loss'") as caught:
        Runs(attempt)["one"]

    assert caught.value.line == 14
    assert Runs(attempt).partial("one") is run


def test_open_work_is_not_a_mistake(attempt: Attempt) -> None:
    """NotImplementedError of the stub, and a missing name, make a check `not_run`."""
    assert attempt.evidence
    run = attempt.evidence.runs["one"]
    run.status, run.raised = "raised", Raised("NotImplementedError", "train is not written yet", 9, not_written=True)

    with pytest.raises(NotJudged, match="train is not written yet") as caught:
        Runs(attempt)["one"]
    assert caught.value.status == "not_run"
    with pytest.raises(NotJudged, match="`build_model` is not written yet"):
        Runs(attempt, "build_model")


def test_a_mistyped_name_is_recognised(attempt: Attempt) -> None:
    """Whoever wrote `trian` is told so, with the line."""
    attempt.submission = Submission(Path("exercise.py"), "import keras\n\ndef trian(model):\n    pass\n")
    assert attempt.evidence
    attempt.evidence.loaded.names = {}

    with pytest.raises(NotJudged, match=r"`train` is not written yet. Is `trian` meant to be it\?") as caught:
        Runs(attempt, "train")
    assert caught.value.line == 3
    with pytest.raises(NotJudged, match=r"`reductions` is not written yet\.$"):
        Runs(attempt, "reductions")


def test_nothing_matches_is_a_mistake_of_the_suite(attempt: Attempt) -> None:
    """A pattern without runs would make a check pass by looking at nothing."""
    with pytest.raises(LookupError, match="no run is called two_"):
        list(Runs(attempt).matching("two_*"))


@pytest.mark.parametrize(
    ("standing", "status"), [("not_attempted", "not_run"), ("invalid", "not_run"), ("harness_error", "harness_error")]
)
def test_without_evidence_nothing_is_judged(attempt: Attempt, standing: Any, status: str) -> None:
    """An untouched or unreadable file, and a fault of the kit, reach no check."""
    attempt.evidence, attempt.standing, attempt.message = None, standing, "because"

    with pytest.raises(NotJudged, match="because") as caught:
        Runs(attempt)

    assert caught.value.status == status


@pytest.mark.parametrize("status", ["crashed", "timeout"])
def test_an_import_that_never_came_back(attempt: Attempt, status: Any) -> None:
    """A file that dies or hangs while it is imported costs all checks, with that status."""
    assert attempt.evidence
    attempt.evidence.loaded.status = status

    with pytest.raises(NotJudged) as caught:
        Runs(attempt)

    assert caught.value.status == status
