"""Runs that are killed as planned and go on in the next child."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import Exercise, Limits, find_exercise
from grader.evidence import Evidence
from grader.isolation import Job, ServerLost, collect
from grader.isolation.chains import next_runs
from grader.kit.paths import Kit
from tests.isolation.test_collect import LOADED, READY, Actor, whole_child

KILL = {"epoch": 1}
CHAIN: dict[str, dict[str, Any]] = {
    "a": {"scenario": "x", "dies": True},
    "b": {"scenario": "x", "continues": "a"},
    "c": {"scenario": "x"},
    "look": {"scenario": "y", "examines": "a"},
}
DYING: list[Any] = [READY, LOADED, {"event": "begin", "run": "a"}, {"event": "dying", "moment": KILL}]


@pytest.fixture
def exercise(source_kit: Kit) -> Exercise:
    """Return an exercise with short limits."""
    return replace(find_exercise(source_kit, "02"), limits=Limits(scenario_seconds=0.5, submission_seconds=5))


def _statuses(evidence: Evidence) -> list[str]:
    return [run.status for run in evidence.runs.values()]


def test_a_killed_run_goes_on_in_a_new_child(exercise: Exercise) -> None:
    """The next child gets the folder, which it may change; nobody holds the kill against it."""
    actor = Actor(DYING, whole_child("b", "c"), whole_child("look"), exit_code=-signal.SIGKILL)

    evidence = collect(Job(exercise, "x = 1", CHAIN), actor)

    assert _statuses(evidence) == ["killed", "finished", "finished", "finished"]
    assert evidence.runs["a"].death == KILL
    first, second, third = actor.requests
    assert list(first["cases"]) == ["a"]
    folder = Path(first["folder"]) / "a"
    assert second["cases"]["b"] == CHAIN["b"] | {"folder": str(folder)}
    assert str(folder) in second["places"]["writable"]
    assert third["cases"]["look"]["folder"] == str(folder)


@pytest.mark.parametrize("code", [0, 1, -signal.SIGTERM])
def test_only_the_system_tells_of_a_kill(exercise: Exercise, code: int) -> None:
    """A child that announced its death and ended in another way has crashed, and nothing continues it."""
    evidence = collect(Job(exercise, "x = 1", CHAIN), Actor(DYING, whole_child("c"), exit_code=code))

    assert _statuses(evidence) == ["crashed", "not_run", "finished", "not_run"]


class _Unheard(Actor):
    """Cannot tell how its first children ended."""

    unheard = 1

    def end(self) -> int | None:
        """Return nothing at first, then that the child was killed."""
        super().end()
        return None if self.ended <= self.unheard else -signal.SIGKILL


def test_a_kill_that_the_server_did_not_tell_of_is_tried_again(exercise: Exercise) -> None:
    """A server that was too slow to say how the child ended is no reason to call it a crash."""
    actor = _Unheard(DYING, DYING, whole_child("b", "c"), whole_child("look"))

    evidence = collect(Job(exercise, "x = 1", CHAIN), actor)

    assert _statuses(evidence) == ["killed", "finished", "finished", "finished"]
    assert not evidence.harness_fault


def test_a_kill_that_the_server_never_tells_of_is_our_fault(exercise: Exercise) -> None:
    """The second time it is the kit that failed, and not the submission."""
    actor = _Unheard(DYING, DYING)
    actor.unheard = 2

    evidence = collect(Job(exercise, "x = 1", CHAIN), actor)

    assert "did not say in time" in (evidence.harness_fault or "")
    assert evidence.runs["a"].status == "not_run"


def test_how_a_child_ended_counts_only_where_it_was_to_be_killed(exercise: Exercise) -> None:
    """A crash is a crash, whether or not its exit code is known."""
    cases = {"a": CHAIN["c"]}
    actor = _Unheard([READY, LOADED, {"event": "begin", "run": "a"}])

    assert _statuses(collect(Job(exercise, "x = 1", cases), actor)) == ["crashed"]


def test_a_kill_that_nobody_announced(exercise: Exercise) -> None:
    """A submission that kills its own process has crashed, although its case was to be killed."""
    actor = Actor(DYING[:-1], whole_child("c"), exit_code=-signal.SIGKILL)

    assert _statuses(collect(Job(exercise, "x = 1", CHAIN), actor)) == ["crashed", "not_run", "finished", "not_run"]


def test_a_death_that_was_not_planned(exercise: Exercise) -> None:
    """Who announces a death that the case does not know has forged a record."""
    cases = {"a": {"scenario": "x"}}

    evidence = collect(Job(exercise, "x = 1", cases), Actor(DYING, exit_code=-signal.SIGKILL))

    assert _statuses(evidence) == ["crashed"]
    assert "was not to be killed" in evidence.faults[0]


def test_a_run_that_should_die_and_does_not(exercise: Exercise) -> None:
    """It has finished, and is continued; what that means is for the judge to say."""
    actor = Actor(whole_child("a"), whole_child("b", "c"), whole_child("look"))

    evidence = collect(Job(exercise, "x = 1", CHAIN), actor)

    assert _statuses(evidence) == ["finished"] * 4
    assert list(actor.requests[1]["cases"]) == ["b", "c"]


def test_a_lost_server_has_a_chain_begin_again(exercise: Exercise) -> None:
    """What a lost child has done in the folder is unknown: the whole chain starts anew, in another folder."""

    class Losing(Actor):
        """Loses its server with the second child."""

        def end(self) -> int | None:
            """Say that the server is gone, once."""
            super().end()
            if self.ended == 2:
                raise ServerLost("gone")
            return -signal.SIGKILL

    half = [READY, LOADED, {"event": "begin", "run": "b"}]
    actor = Losing(DYING, half, DYING, whole_child("b", "c"), whole_child("look"))

    evidence = collect(Job(exercise, "x = 1", CHAIN), actor)

    assert _statuses(evidence) == ["killed", "finished", "finished", "finished"]
    assert actor.requests[0]["folder"] != actor.requests[2]["folder"]
    assert evidence.runs["b"].folder == Path(actor.requests[2]["folder"]) / "a"


def test_a_run_waits_for_the_one_that_it_continues() -> None:
    """One child does what it can in order, up to the first run that dies; what is left waits for the next one."""
    cases: dict[str, dict[str, Any]] = {
        "a": {},
        "b": {"continues": "a"},
        "c": {"dies": True},
        "d": {"continues": "c"},
        "e": {},
    }
    runs = Evidence.of(cases).runs

    assert next_runs(runs, [*cases]) == ["a", "c"]
    runs["a"].status, runs["c"].status = "finished", "killed"
    assert next_runs(runs, ["b", "d", "e"]) == ["b", "d", "e"]
    runs["c"].status = "raised"
    assert next_runs(runs, ["d"]) == []


def test_what_hangs_is_not_tried_again() -> None:
    """Runs that continue the same one would hang as well, and each would take its whole time; a mere exception is quick."""
    cases: dict[str, dict[str, Any]] = {"a": {}, "b": {"continues": "a"}, "c": {"continues": "a"}, "d": {}}
    runs = Evidence.of(cases).runs
    runs["a"].status = "finished"

    for status, chosen in (("raised", ["c", "d"]), ("timeout", ["d"]), ("crashed", ["d"])):
        runs["b"].status = status  # type: ignore[assignment]
        assert next_runs(runs, ["c", "d"]) == chosen
