"""Runs that have nothing to do with each other, one after the other or at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from grader.catalogue import Exercise, Limits, find_exercise
from grader.evidence import Evidence
from grader.isolation import Cores, Job, collect
from grader.isolation.lanes import Lane, lanes_of, run_lanes
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.isolation.test_collect import LOADED, READY, Actor, whole_child

CASES: dict[str, dict[str, Any]] = {"a": {"lane": "one"}, "b": {}, "c": {"lane": "two"}, "d": {"lane": "one"}, "e": {}}
PATIENCE = 30  # seconds that only a broken test takes


@pytest.fixture
def loaded() -> Evidence:
    """Return open evidence of a submission that could be imported."""
    evidence = Evidence.of({})
    evidence.loaded.status, evidence.open = "loaded", True
    return evidence


def _threads(lanes: list[Lane], evidence: Evidence, cores: Cores, inside: Callable[[], object]) -> dict[str, str]:
    """Run ``lanes``, each calling ``inside``; return the thread that ran each."""
    found: dict[str, str] = {}

    def run(lane: Lane) -> None:
        found[lane[0]] = threading.current_thread().name
        inside()

    run_lanes(lanes, run, evidence, cores)
    return found


def test_cases_name_their_lane() -> None:
    """Cases of one lane keep their order; those that name none share the first lane."""
    assert lanes_of(CASES, CASES) == [["b", "e"], ["a", "d"], ["c"]]
    assert lanes_of(CASES, ["d", "c"]) == [["d"], ["c"]]
    assert lanes_of(CASES, []) == [[]]


def test_one_core_does_one_lane_after_the_other(loaded: Evidence) -> None:
    """Without a free core nothing happens elsewhere than in the thread that asked."""
    here = threading.current_thread().name

    assert _threads([["a"], ["b"], ["c"]], loaded, Cores(1), lambda: None) == {"a": here, "b": here, "c": here}


def test_free_cores_do_lanes_at_the_same_time(loaded: Evidence) -> None:
    """Two lanes that wait for each other get to their end on two cores, which are both free again afterwards."""
    cores = Cores(2)

    for _ in range(3):
        meeting = threading.Barrier(2, timeout=PATIENCE)
        assert len(set(_threads([["a"], ["b"]], loaded, cores, meeting.wait).values())) == 2


def test_a_core_that_becomes_free_is_used(loaded: Evidence) -> None:
    """Another job holds the second core until this one is at work; the lanes still meet."""
    cores, meeting = Cores(2), threading.Barrier(2, timeout=PATIENCE)
    assert cores.take(lambda: True)

    def inside() -> None:
        if threading.current_thread() is threading.main_thread():
            cores.give_back()
        meeting.wait()

    assert len(set(_threads([["a"], ["b"]], loaded, cores, inside).values())) == 2


def test_a_job_begins_without_a_free_core() -> None:
    """Jobs that a command has begun share what there is: none waits for another."""
    cores, evidence = Cores(1), Evidence.of({})

    with cores.taken():
        assert set(_threads([["a"], ["b"]], evidence, cores, lambda: None)) == {"a", "b"}


@pytest.mark.parametrize("status", ["raised", "crashed", "timeout"])
def test_what_cannot_be_imported_is_not_tried_twice_at_once(loaded: Evidence, status: Any) -> None:
    """The other lanes wait for the first one to import the submission, and stay where they are when it fails."""
    loaded.loaded.status = "not_run"
    here = threading.current_thread().name

    def inside() -> None:
        loaded.loaded.status = status
        loaded.tell()

    assert _threads([["a"], ["b"]], loaded, Cores(2), inside) == {"a": here, "b": here}


@pytest.mark.parametrize("failing", ["a", "b"])
def test_a_failure_in_any_lane_is_heard(loaded: Evidence, failing: str) -> None:
    """It is raised when the other lane has ended, and lanes that had not begun are left alone."""
    meeting, done = threading.Barrier(2, timeout=PATIENCE), list[str]()

    def run(lane: Lane) -> None:
        meeting.wait()
        if lane == [failing]:
            raise KitError("no child")
        done.append(lane[0])

    with pytest.raises(KitError, match="no child"):
        run_lanes([["a"], ["b"]], run, loaded, Cores(2))
    assert done == ["b" if failing == "a" else "a"]

    ran: list[Lane] = []

    def fail(lane: Lane) -> None:
        ran.append(lane)
        raise KitError("no child")

    with pytest.raises(KitError, match="no child"):
        run_lanes([["a"], ["b"], ["c"]], fail, loaded, Cores(1))
    assert ran == [["a"]]


@pytest.fixture
def exercise(source_kit: Kit) -> Exercise:
    """Return an exercise with short limits."""
    return replace(find_exercise(source_kit, "02"), limits=Limits(scenario_seconds=0.5, submission_seconds=5))


def test_each_lane_has_children_of_its_own(exercise: Exercise) -> None:
    """A child is asked for the runs of one lane; what the file prints when it is imported is kept once."""
    cases = {"a": {"scenario": "x"}, "b": {"scenario": "x", "lane": "other"}, "c": {"scenario": "x"}}
    hello = ({"event": "printed", "stream": "stdout", "text": "hello\n"},)
    actor = Actor(whole_child("a", "c", before=hello), whole_child("b", before=hello))

    evidence = collect(Job(exercise, "x = 1", cases), actor)

    assert {name: run.status for name, run in evidence.runs.items()} == dict.fromkeys("abc", "finished")
    assert [list(request["cases"]) for request in actor.requests] == [["a", "c"], ["b"]]
    assert evidence.printed == "hello\n"


def test_a_submission_without_cases_is_loaded(exercise: Exercise) -> None:
    """`grader doctor` learns in this way what protects a run here."""
    evidence = collect(Job(exercise, "", {}), Actor(whole_child()))

    assert evidence.loaded.status == "loaded"
    assert evidence.protections == ["own_folder"]


def test_a_child_tells_of_its_own_runs_alone(exercise: Exercise) -> None:
    """What a child says of a run that it was not asked for is a fault, and no evidence of that run."""
    cases = {"a": {"scenario": "x"}, "b": {"scenario": "x", "lane": "other"}}
    actor = Actor(whole_child("a", "b"), [READY, LOADED, {"event": "begin", "run": "b"}])

    evidence = collect(Job(exercise, "x = 1", cases), actor)

    assert evidence.runs["b"].status == "crashed"
    assert "nobody asked for the run b" in evidence.faults[0]
