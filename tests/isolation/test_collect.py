"""Children that die, hang or lie, played by a launcher of the test's own."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import pytest

from grader.catalogue import Exercise, Limits, find_exercise
from grader.child.channel import LIMIT
from grader.evidence import Evidence
from grader.isolation import Job, ServerLost, collect
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.isolation.sealing import sealed

READY = {"event": "ready", "versions": {"keras": "3"}, "protections": ["own_folder"], "space": None}
LOADED: dict[str, Any] = {"event": "loaded", "names": {}}
CASES: dict[str, dict[str, Any]] = {"a": {"scenario": "x"}, "b": {"scenario": "x"}, "c": {"scenario": "x"}}


class Actor:
    """A launcher whose children say what a script says; ``hang`` keeps the stream open after it."""

    def __init__(self, *scripts: list[Any], hang: bool = False, exit_code: int = 0) -> None:
        self._scripts: Iterator[list[Any]] = iter(scripts)
        self._hang, self._exit_code = hang, exit_code
        self.requests: list[dict[str, Any]] = []
        self.ended = 0

    def start(self, request: dict[str, Any]) -> Actor:
        """Take the next script."""
        self.requests.append(request)
        data = sealed(next(self._scripts), bytes.fromhex(request["key"]))
        self.evidence: BinaryIO = _Hanging(data) if self._hang else io.BytesIO(data)
        return self

    def kill(self) -> None:
        """Do nothing: ``end`` ends it."""

    def end(self) -> int | None:
        """Count that the child was ended."""
        self.ended += 1
        if isinstance(self.evidence, _Hanging):
            self.evidence.released.set()
        return self._exit_code

    def last_words(self) -> str:
        """Say what nobody else would."""
        return "Its last words: farewell"

    def close(self) -> None:
        """Do nothing."""


class _Hanging(io.BytesIO):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.released = threading.Event()

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line:
            self.released.wait(5)
        return line


@pytest.fixture
def exercise(source_kit: Kit) -> Exercise:
    """Return an exercise with short limits."""
    return replace(find_exercise(source_kit, "02"), limits=Limits(scenario_seconds=0.05, submission_seconds=0.5))


def whole_child(*names: str, before: tuple[Any, ...] = ()) -> list[Any]:
    """Return the script of a child that does the runs ``names`` and ends; ``before`` comes while it loads."""
    return [READY, *before, LOADED, *(event for name in names for event in _run(name)), {"event": "done"}]


def _run(name: str, *inside: dict[str, Any]) -> list[Any]:
    return [{"event": "begin", "run": name}, *inside, {"event": "end", "run": name}]


def _collect(exercise: Exercise, actor: Actor, cases: dict[str, dict[str, Any]] = CASES) -> Evidence:
    return collect(Job(exercise, "x = 1", cases), actor)


def _statuses(evidence: Evidence) -> list[str]:
    return [run.status for run in evidence.runs.values()]


def test_one_child_does_it_all(exercise: Exercise) -> None:
    """A child that says everything is asked once and ended once."""
    actor = Actor([READY, LOADED, *_run("a"), *_run("b"), *_run("c"), {"event": "done"}])

    evidence = _collect(exercise, actor)

    assert _statuses(evidence) == ["finished"] * 3
    assert (len(actor.requests), actor.ended) == (1, 1)
    assert (evidence.versions, evidence.protections) == ({"keras": "3"}, ["own_folder"])


def test_what_came_before_a_crash_counts_and_the_rest_gets_a_new_child(exercise: Exercise) -> None:
    """A child that dies in the second run costs that run alone."""
    actor = Actor(
        [READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}],
        [READY, LOADED, *_run("c"), {"event": "done"}],
        exit_code=-11,
    )

    evidence = _collect(exercise, actor)

    assert _statuses(evidence) == ["finished", "crashed", "finished"]
    assert evidence.runs["b"].exit_code == -11
    assert list(actor.requests[1]["cases"]) == ["c"]


def test_a_hanging_run_is_out_of_time(exercise: Exercise) -> None:
    """A run that never ends is stopped; one that began before is kept."""
    actor = Actor(
        [READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}],
        [READY, LOADED, {"event": "begin", "run": "c"}],
        hang=True,
    )

    assert _statuses(_collect(exercise, actor)) == ["finished", "timeout", "timeout"]


@pytest.mark.parametrize("hang", [True, False])
def test_an_import_that_does_not_come_back(exercise: Exercise, hang: bool) -> None:
    """A file that hangs or dies while it is imported is not tried again, and no run has happened."""
    actor = Actor([READY], hang=hang)

    evidence = _collect(exercise, actor)

    assert evidence.loaded.status == ("timeout" if hang else "crashed")
    assert _statuses(evidence) == ["not_run"] * 3
    assert len(actor.requests) == 1


def test_who_fills_the_disk_gets_no_second_child(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stopped child was about to do is not tried again; every run left is told why."""
    actor = Actor([READY, LOADED, {"event": "begin", "run": "a"}], hang=True)
    evidence = Evidence.of(CASES)
    monkeypatch.setattr(sys.modules["grader.isolation.watch"], "LOOK", 0.0)
    module = sys.modules["grader.isolation.one_child"]
    monkeypatch.setattr(module, "excess", lambda folder: "more than 3 MB" if evidence.runs["a"].begun else None)

    collect(Job(exercise, "x = 1", CASES), actor, evidence)

    assert _statuses(evidence) == ["crashed"] * 3
    assert {run.stopped for run in evidence.runs.values()} == {"It was stopped, because it wrote more than 3 MB."}
    assert len(actor.requests) == 1


def test_a_record_that_overflows_costs_its_run_alone(exercise: Exercise) -> None:
    """What a child could not write down is no finished run, whatever it says next; another child does the others."""
    actor = Actor(
        [READY, LOADED, {"event": "begin", "run": "a"}, {"event": "overflow"}, {"event": "end", "run": "a"}],
        [READY, LOADED, *_run("b"), *_run("c"), {"event": "done"}],
    )

    evidence = _collect(exercise, actor)

    assert _statuses(evidence) == ["crashed", "finished", "finished"]
    assert f"grew past {LIMIT // 1_000_000} MB" in evidence.runs["a"].stopped


def test_an_import_that_raises(exercise: Exercise) -> None:
    """The exception and its line are kept, and nothing else is run."""
    raised = {"event": "load_failed", "type": "SystemExit", "message": "0", "line": 2, "not_written": False}

    evidence = _collect(exercise, Actor([READY, raised]))

    assert evidence.loaded.status == "raised"
    assert evidence.loaded.raised is not None
    assert evidence.loaded.raised.line == 2


@pytest.mark.parametrize(
    "lie",
    [
        b"not json",
        b'"text"',
        {"event": "begin", "run": "unknown"},
        {"event": "begin", "run": "a"},
        {"event": "applause"},
        b"[" * 100_000,
        {"event": "raised", "type": "E", "message": 3, "line": 1, "not_written": False},
        {"event": "warning", "category": None, "message": "", "line": None},
        {"event": "hook", "probe": "first", "hook": "on_train_begin", "at": None, "logs": "text"},
        {"event": "fit", "scripted": True, "arguments": 7},
        {"event": "value", "name": 3, "value": 3},
    ],
)
def test_malformed_records_are_faults(exercise: Exercise, lie: Any) -> None:
    """A record that makes no sense costs the run in which it came, and is noted."""
    script = [READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}, lie]
    rest = [READY, LOADED, *_run("c"), {"event": "done"}]

    evidence = _collect(exercise, Actor(script, rest))

    assert _statuses(evidence) == ["finished", "crashed", "finished"]
    assert evidence.faults


@pytest.mark.parametrize(
    "lie",
    [
        {"event": "loaded", "names": 5},
        {"event": "loaded", "names": {"f": {"kind": "function"}}},
        {"event": "loaded", "names": {"f": {"kind": "function", "parameters": [{"name": 1}]}}},
        {"event": "load_failed", "type": "E", "message": ["m"], "line": 2, "not_written": False},
        {"event": "load_failed", "type": "E", "message": "m", "line": "2", "not_written": False},
    ],
)
def test_malformed_records_before_the_runs(exercise: Exercise, lie: dict[str, Any]) -> None:
    """A record that nobody could show to a learner is a fault of the submission, not of the kit."""
    evidence = _collect(exercise, Actor([READY, lie]))

    assert (evidence.loaded.status, evidence.loaded.raised, evidence.harness_fault) == ("crashed", None, None)
    assert evidence.faults


TOO_SOON = "The kit failed before your file was read: "
UNREADY = {"event": "unready", "message": "scenarios.py, line 1: NameError: no such name"}


@pytest.mark.parametrize(
    "lie",
    [
        READY | {"versions": ["3"]},
        READY | {"versions": {"keras": 3}},
        READY | {"protections": [{}]},
        READY | {"protections": None},
        READY | {"space": "1"},
        UNREADY | {"event": "loaded"},
    ],
)
def test_a_child_that_is_not_ready_has_not_read_the_submission(exercise: Exercise, lie: dict[str, Any]) -> None:
    """Nonsense in place of `ready` can come from the kit alone, and nothing counts against the learner."""
    evidence = _collect(exercise, Actor([lie]))

    assert (evidence.harness_fault or "").startswith(TOO_SOON)
    assert (evidence.loaded.status, evidence.versions, evidence.protections) == ("not_run", {}, [])


@pytest.mark.parametrize(("hang", "how"), [(False, "ended with exit code 7"), (True, "was not ready in time")])
def test_a_child_that_is_never_ready_is_our_fault(exercise: Exercise, hang: bool, how: str) -> None:
    """However it ended, the sentence says so, with what it wrote last; no other child is started."""
    actor = Actor([], hang=hang, exit_code=7)

    evidence = _collect(exercise, actor)

    assert evidence.harness_fault == f"{TOO_SOON}the process that was to run it {how}. Its last words: farewell"
    assert (evidence.loaded.status, len(actor.requests)) == ("not_run", 1)


def test_a_later_child_that_is_never_ready_is_our_fault_too(exercise: Exercise) -> None:
    """What the first one saw is kept, and the rest is not held against the learner."""
    actor = Actor([READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}], [], exit_code=1)

    evidence = _collect(exercise, actor)

    assert _statuses(evidence) == ["finished", "crashed", "not_run"]
    assert (evidence.harness_fault or "").startswith(TOO_SOON)


def test_what_keeps_a_child_from_being_ready_is_told(exercise: Exercise) -> None:
    """Its own sentence is passed on."""
    evidence = _collect(exercise, Actor([UNREADY]))

    assert evidence.harness_fault == f"{TOO_SOON}scenarios.py, line 1: NameError: no such name"


def test_nobody_gets_away_with_blaming_the_kit(exercise: Exercise) -> None:
    """Once the child was ready, `unready` can be said by the submission alone."""
    evidence = _collect(exercise, Actor([READY, UNREADY]))

    assert (evidence.loaded.status, evidence.harness_fault) == ("crashed", None)
    assert evidence.faults


def test_a_child_is_ready_once(exercise: Exercise) -> None:
    """What confines it was told before the submission was read; what is told later may be the submission's own."""
    evidence = _collect(exercise, Actor([READY, READY | {"protections": ["landlock"], "space": 1}, LOADED]))

    assert evidence.protections == READY["protections"]
    assert evidence.loaded.status == "crashed"
    assert evidence.faults


def test_done_without_the_runs_is_no_success(exercise: Exercise) -> None:
    """A child that says done at once has run nothing, and is not asked again."""
    evidence = _collect(exercise, Actor([READY, LOADED, {"event": "done"}]))

    assert _statuses(evidence) == ["crashed"] * 3
    assert evidence.faults


def test_files_are_examined_without_the_submission(exercise: Exercise) -> None:
    """A case that examines gets a child of its own, without the source, with the folder of the run it looks at."""
    cases = {"a": {"scenario": "x"}, "look": {"scenario": "y", "examines": "a"}}
    actor = Actor([READY, LOADED, *_run("a"), {"event": "done"}], [READY, *_run("look"), {"event": "done"}])

    evidence = _collect(exercise, actor, cases)

    assert _statuses(evidence) == ["finished", "finished"]
    assert (actor.requests[0]["source"], actor.requests[1]["source"]) == ("x = 1", None)
    assert actor.requests[1]["cases"]["look"]["folder"].endswith("/a")


def test_a_lost_server_costs_only_what_had_not_ended(exercise: Exercise) -> None:
    """Runs that ended before the server was lost are kept; the others are asked of the next one."""

    class Losing(Actor):
        """Loses its server with the first child."""

        def end(self) -> int | None:
            """Say that the server is gone, once."""
            super().end()
            if self.ended == 1:
                raise ServerLost("gone")
            return 0

    actor = Losing(
        [READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}],
        [READY, LOADED, *_run("b"), *_run("c"), {"event": "done"}],
    )

    evidence = _collect(exercise, actor)

    assert _statuses(evidence) == ["finished"] * 3
    assert list(actor.requests[1]["cases"]) == ["b", "c"]
    assert not evidence.harness_fault


def test_a_job_can_be_stopped(exercise: Exercise) -> None:
    """Closing the children of a job kills the one at work, starts no other, and blames nobody."""
    job = Job(exercise, "x = 1", CASES)

    class Stopped(Actor):
        """Is stopped from outside as soon as its child is at work."""

        killed = 0

        def start(self, request: dict[str, Any]) -> Actor:
            """Start, and have somebody stop the job."""
            super().start(request)
            threading.Timer(0, job.children.close).start()
            return self

        def kill(self) -> None:
            """Count."""
            self.killed += 1

    actor = Stopped([READY, LOADED, *_run("a"), {"event": "begin", "run": "b"}], hang=True)

    evidence = collect(job, actor)

    assert evidence.harness_fault == "Grading was stopped."
    assert (actor.killed, len(actor.requests)) == (1, 1)


def test_a_child_that_cannot_be_started_is_our_fault(exercise: Exercise) -> None:
    """Nothing counts against the learner when the kit cannot run at all."""

    class Broken(Actor):
        """Cannot start anything."""

        def start(self, request: dict[str, Any]) -> Actor:
            """Fail."""
            raise KitError("no child")

    evidence = _collect(exercise, Broken())

    assert evidence.harness_fault == "no child"
