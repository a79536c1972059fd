"""From a submission and its cases to evidence: children are started, watched, and ended in time."""

from __future__ import annotations

import secrets
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise
from grader.evidence import Evidence
from grader.isolation.chains import case_for, close_run, next_runs
from grader.isolation.disk import excess
from grader.isolation.environment import run_environment
from grader.isolation.launcher import Children, Launcher, ServerLost
from grader.isolation.layers import without
from grader.isolation.places import places_of
from grader.isolation.reader import Reader
from grader.isolation.remove import remove
from grader.isolation.watch import watch
from grader.kit.errors import KitError

PROTOCOL = 3
LIMITS = {"file_bytes": 200_000_000, "open_files": 512, "processes": 512}
# The libraries of a GPU map far more than they use.
MEMORY = {"cpu": 8_000_000_000, "gpu": 64_000_000_000}
Cases = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Job:
    """One submission to run: its text, the exercise, the cases drawn for it, and where it may run.

    ``data`` is the folder of the stand-in datasets; nothing is run where one of the protections ``required`` is
    missing; closing ``children`` stops the job.
    """

    exercise: Exercise
    source: str
    cases: Cases
    data: Path | None = None
    device: str = "cpu"
    required: tuple[str, ...] = ()
    children: Children = field(default_factory=Children)


def collect(job: Job, launcher: Launcher, evidence: Evidence | None = None) -> Evidence:
    """Run every case of ``job`` and return the evidence; whatever the submission does, this returns in time.

    ``evidence`` is filled while the runs go on, for those who do not want to wait for all of them.

    A case with ``examines`` looks at what another run left behind, in a child that does not hold the submission. One
    that ``continues`` another goes on in its folder, in a new child; one that ``dies`` has its child killed.
    """
    evidence = evidence or Evidence.of(job.cases)
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="callbacks-run-"))
    try:
        try:
            _run_all(job, launcher, folder, evidence)
        except ServerLost:  # a server may be stopped at any time; the next one goes on with what is left
            evidence.begin_again()
            _run_all(job, launcher, folder, evidence)
    except KitError as error:
        evidence.harness_fault = error.message
    finally:
        remove(folder)
    if missing := [name for name in job.required if name not in evidence.protections]:
        evidence.harness_fault = evidence.harness_fault or f"Nothing was run: this system lacks {', '.join(missing)}."
    evidence.seconds = time.monotonic() - began
    return evidence


def _run_all(job: Job, launcher: Launcher, folder: Path, evidence: Evidence) -> None:
    _run_submission(job, launcher, folder, evidence, time.monotonic() + job.exercise.limits.submission_seconds)
    _examine(job, launcher, folder, evidence)


def _run_submission(job: Job, launcher: Launcher, folder: Path, evidence: Evidence, deadline: float) -> None:
    """Run the cases in as few children as possible: a new one only where the last one died or hung."""
    waiting = _not_run(evidence, [name for name, case in job.cases.items() if "examines" not in case])
    while _is_left(evidence, waiting) and time.monotonic() < deadline:
        place = _new_folder(folder)
        names = next_runs(evidence.runs, waiting)
        if waiting and not names:
            return  # what they continue has not come to its end
        request = _request(job, {name: case_for(evidence.runs, name, place) for name in names}, place, job.source)
        _one_child(job, launcher, request, evidence, deadline)
        left = _not_run(evidence, waiting)
        if stopped := next((evidence.runs[name].stopped for name in waiting if evidence.runs[name].stopped), ""):
            for name in left:  # the next child would fill the disk again
                evidence.runs[name].status, evidence.runs[name].stopped = "crashed", stopped
            return
        if left and left == waiting and evidence.loaded.status == "loaded":
            evidence.faults.append("a child ended without running anything")
            for name in left:
                evidence.runs[name].status = "crashed"
            return
        waiting = left
    for name in waiting:
        if evidence.loaded.status == "loaded":
            evidence.runs[name].status = "timeout"
    evidence.tell()


def _is_left(evidence: Evidence, waiting: list[str]) -> bool:
    """Tell whether the submission has not been loaded yet, or has been, and has runs left."""
    return evidence.loaded.status == "not_run" or (evidence.loaded.status == "loaded" and bool(waiting))


def _not_run(evidence: Evidence, names: list[str]) -> list[str]:
    return [name for name in names if evidence.runs[name].status == "not_run"]


def _examine(job: Job, launcher: Launcher, folder: Path, evidence: Evidence) -> None:
    cases: Cases = {}
    for name, case in job.cases.items():
        if "examines" in case and evidence.runs[name].status == "not_run":
            examined = evidence.runs[case["examines"]]
            if examined.status not in ("not_run", "crashed", "timeout") and examined.folder:
                cases[name] = case | {"folder": str(examined.folder)}
    if cases:
        place = _new_folder(folder)
        deadline = time.monotonic() + job.exercise.limits.submission_seconds
        _one_child(job, launcher, _request(job, cases, place, None), evidence, deadline)


def _new_folder(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _one_child(job: Job, launcher: Launcher, request: dict[str, Any], evidence: Evidence, deadline: float) -> None:
    job.children.expect_one()
    child = launcher.start(request)
    job.children.add(child)
    try:
        watch(
            Reader(child.evidence, bytes.fromhex(request["key"])),
            evidence,
            _Clock(job, deadline, Path(request["folder"]).parent),
        )
    finally:
        code = child.end()
    _close(evidence, code, request["source"] is not None)


@dataclass
class _Clock:
    """When the child must have said the next thing: the limit of a scenario, and that of the submission."""

    job: Job
    deadline: float
    folder: Path

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Give the scenario that begins now its full time."""
        self._until = min(self.deadline, time.monotonic() + self.job.exercise.limits.scenario_seconds)

    def left(self) -> float:
        """Return the seconds left."""
        return self._until - time.monotonic()

    def excess(self) -> str | None:
        """Return what the child has written too much of, or None."""
        return excess(self.folder)


def _close(evidence: Evidence, code: int | None, with_submission: bool) -> None:
    """Mark what was going on when the child ended without saying so."""
    for run in evidence.runs.values():
        if run.status == "not_run" and run.begun:
            close_run(run, code, timed_out=evidence.timed_out, stopped=evidence.stopped)
    if with_submission and evidence.loaded.status == "not_run":
        evidence.loaded.status = "timeout" if evidence.timed_out else "crashed"
    evidence.timed_out, evidence.stopped = False, ""
    evidence.tell()


def _request(job: Job, cases: Cases, folder: Path, source: str | None) -> dict[str, Any]:
    request = request_for(job.exercise, cases, folder, source, data=job.data, device=job.device)
    return request | {"required": job.required}


def request_for(
    exercise: Exercise, cases: Cases, folder: Path, source: str | None, *, data: Path | None, device: str
) -> dict[str, Any]:
    """Return the request that the docstring of ``grader.child.__main__`` describes."""
    seconds = int(exercise.limits.submission_seconds) + 5
    scenarios = exercise.folder / "scenarios.py"
    examined, continued = (
        [Path(case["folder"]) for case in cases.values() if kind in case and "folder" in case]
        for kind in ("examines", "continues")
    )
    return {
        "protocol": PROTOCOL,
        "key": secrets.token_hex(16),
        "folder": str(folder),
        "source": source,
        "scenarios": str(scenarios),
        "names": list(exercise.names),
        "cases": cases,
        "limits": LIMITS | {"cpu_seconds": seconds, "memory_bytes": MEMORY[device]},
        "places": places_of(folder, scenarios, data, device, examined=examined, continued=continued),
        "without": without(),
        "environment": run_environment(folder, data, device),
    }
