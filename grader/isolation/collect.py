"""From a submission and its cases to evidence: children are started, watched, and ended in time."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from grader.catalogue import Exercise
from grader.evidence import Evidence
from grader.isolation.chains import case_for, next_runs
from grader.isolation.lanes import Cores, Lane, lanes_of, run_lanes
from grader.isolation.launcher import Children, Launcher, ServerLost
from grader.isolation.one_child import RunClock, run_child
from grader.isolation.request import Cases, request_for
from grader.isolation.run_folder import run_folder
from grader.isolation.watch import Ending
from grader.kit.errors import KitError


@dataclass(frozen=True)
class Job:
    """One submission to run: its text, the exercise, the cases drawn for it, and where it may run.

    ``data`` is the folder of the stand-in datasets; nothing is run where one of the protections ``required`` is
    missing; closing ``children`` stops the job. It uses one of the ``cores``, and others while they are free.
    """

    exercise: Exercise
    source: str
    cases: Cases
    data: Path | None = None
    device: str = "cpu"
    required: tuple[str, ...] = ()
    children: Children = field(default_factory=Children)
    cores: Cores = field(default_factory=lambda: Cores(1))


def collect(job: Job, launcher: Launcher, evidence: Evidence | None = None) -> Evidence:
    """Run every case of ``job`` and return the evidence; whatever the submission does, this returns in time.

    ``evidence`` is filled while the runs go on, for those who do not want to wait for all of them.

    A case with ``examines`` looks at what another run left behind, in a child that does not hold the submission. One
    that ``continues`` another goes on in its folder, in a new child; one that ``dies`` has its child killed. Cases with
    the same ``lane`` are run one after the other, in children of their own; so chains stay within a lane.
    """
    evidence = evidence or Evidence.of(job.cases)
    was_open, evidence.open = evidence.open, True
    began = time.monotonic()
    try:
        with run_folder() as folder:
            try:
                _run_all(job, launcher, folder, evidence)
            except ServerLost:  # a server may be stopped at any time; the next one goes on with what is left
                evidence.begin_again()
                _run_all(job, launcher, folder, evidence)
    except KitError as error:
        evidence.harness_fault = error.message
    if missing := [name for name in job.required if name not in evidence.protections]:
        evidence.harness_fault = evidence.harness_fault or f"Nothing was run: this system lacks {', '.join(missing)}."
    evidence.seconds = time.monotonic() - began
    if not was_open:
        evidence.close()
    return evidence


def _run_all(job: Job, launcher: Launcher, folder: Path, evidence: Evidence) -> None:
    deadline = time.monotonic() + job.exercise.limits.submission_seconds
    waiting = _not_run(evidence, [name for name, case in job.cases.items() if "examines" not in case])

    def run(lane: Lane) -> None:
        try:
            _run_lane(lane, job, launcher, folder, evidence, deadline)
        except KitError:
            raise
        except BaseException:  # Ctrl-C: other lanes are not to be waited for
            job.children.close()
            raise

    run_lanes(lanes_of(job.cases, waiting), run, evidence, job.cores)
    _examine(job, launcher, folder, evidence)


def _run_lane(waiting: Lane, job: Job, launcher: Launcher, folder: Path, evidence: Evidence, deadline: float) -> None:
    """Run these cases in as few children as possible: a new one only where the last one died or hung."""
    while _is_left(evidence, waiting) and time.monotonic() < deadline:
        place = _new_folder(folder)
        names = next_runs(evidence.runs, waiting)
        if waiting and not names:
            return  # what they continue has not come to its end
        cases = {name: case_for(evidence.runs, name, place) for name in names}
        ending = _one_child(job, launcher, cases, place, evidence, deadline)
        left = _not_run(evidence, waiting)
        if ending.hopeless:
            for name in left:
                evidence.runs[name].status, evidence.runs[name].stopped = "crashed", ending.stopped
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
        deadline = time.monotonic() + job.exercise.limits.submission_seconds
        _one_child(job, launcher, cases, _new_folder(folder), evidence, deadline, with_submission=False)


def _new_folder(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _one_child(
    job: Job,
    launcher: Launcher,
    cases: Cases,
    place: Path,
    evidence: Evidence,
    deadline: float,
    *,
    with_submission: bool = True,
) -> Ending:
    source = job.source if with_submission else None
    request = request_for(job.exercise, cases, place, source, data=job.data, device=job.device)
    limits = job.exercise.limits
    clock = RunClock(deadline, limits.scenario_seconds, place.parent, request["limits"]["memory_bytes"])
    return run_child(request | {"required": job.required}, launcher, job.children, evidence, clock)
