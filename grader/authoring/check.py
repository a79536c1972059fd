"""`grader author check`: proof that a judge accepts what is right and rejects what is wrong, for the right reason."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from grader.authoring.accepted import AcceptedSeeds
from grader.authoring.brief import judge_until
from grader.authoring.build import generated_stub
from grader.authoring.diagnosed import trial_of
from grader.authoring.learned import Shown, Trial
from grader.authoring.new import TODO, unfinished
from grader.authoring.one_check import judge_named, runs_by_check
from grader.authoring.specimen import Specimen, right_ones, wrong_ones
from grader.authoring.verdict import fault_of_right, fault_of_wrong
from grader.catalogue import Exercise
from grader.diagnosis import signature_of
from grader.judge import Attempt, Engine, read
from grader.kit.cores import cores
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge
from grader.pytest_plugin.grading import checks_of
from grader.report import Report

FILES = ("README.md", "hints.md", "exercise.toml", "stub.py", "cases.py", "scenarios.py", "test_exercise.py")
HINTS = 3


@dataclass
class Proof:
    """What the catalogued submissions of one exercise showed; ``faults`` are sentences, none when all is well.

    ``shown`` are the signatures of its wrong ones, and ``trial`` what a diagnosis that did not know them made of each,
    where the exercise has misconceptions.
    """

    exercise: str
    right: int = 0
    accepted: int = 0
    wrong: int = 0
    rejected: int = 0
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    trial: Trial | None = None

    @property
    def median(self) -> float:
        """Return the median of the seconds that a grading took, 0.0 when there was none."""
        return statistics.median(self.seconds) if self.seconds else 0.0

    def __str__(self) -> str:
        """Return the line that `grader author check` prints."""
        state = "ok  " if not self.faults else "FAIL"
        return (
            f"{state} {self.exercise:24} right {self.accepted}/{self.right} accepted, "
            f"wrong {self.rejected}/{self.wrong} rejected by the named check, median {self.median:.1f} s"
            f"{f', {self.trial}' if self.trial else ''}"
        )


def prove(
    kit: Kit,
    exercise: Exercise,
    engine: Engine,
    right_seeds: range,
    wrong_seeds: range,
    done: Callable[[int, int, int], object] = lambda count, total, faults: None,
    *,
    brief: bool = False,
    part: tuple[int, int] = (0, 1),
    kept: AcceptedSeeds | None = None,
) -> Proof:
    """Grade every catalogued submission of ``exercise`` once for each seed and compare with its promise.

    ``done`` is told after each grading how many of how many there were, and how many faults so far. ``brief`` grades a wrong
    submission for its named check alone, one after the other: what other checks say of it is not looked at. ``part``, a
    number and a count, grades one in so many only, so that several processes can share the proof. What was ``kept`` of
    earlier proofs is not graded again, and what is accepted now is noted there.
    """
    proof = Proof(exercise.slug)
    proof.faults += list(_faults_of_folder(kit, exercise))
    try:
        right, wrong = right_ones(kit, exercise), wrong_ones(kit, exercise)
    except KitError as error:
        proof.faults.append(error.message)
        return proof
    proof.faults += _unproven_checks(exercise, wrong)
    work = [(one, seed) for one in right for seed in right_seeds if kept is None or seed >= kept.of(one)]
    proof.right = proof.accepted = len(right) * len(right_seeds) - len(work)
    work += [(one, seed) for one in wrong for seed in wrong_seeds]
    work = work[part[0] :: part[1]]
    graded = _graded_in_brief(exercise, right[0], work, engine) if brief else _graded(exercise, work, engine)
    for count, (specimen, report) in enumerate(graded, start=1):
        is_accepted = _take(proof, specimen, report)
        if kept and is_accepted:
            kept.accepted(specimen, report.seed)
        done(count, len(work), len(proof.faults))
    if proof.shown and not brief:
        _try_diagnosis(kit, exercise, proof)
    return proof


def _try_diagnosis(kit: Kit, exercise: Exercise, proof: Proof) -> None:
    """Add to ``proof`` what a diagnosis made of what was shown; a fault of it costs none of what was graded."""
    try:
        proof.trial = trial_of(kit, exercise, proof.shown)
    except KitError as error:
        proof.faults.append(error.message)
    if proof.trial and proof.trial.shortfall:
        proof.faults.append(proof.trial.shortfall)


def _graded(exercise: Exercise, work: list[tuple[Specimen, int]], engine: Engine) -> Iterator[tuple[Specimen, Report]]:
    def attempt(item: tuple[Specimen, int]) -> Attempt:
        return engine.attempt(exercise, item[0].path, item[1])

    with ThreadPoolExecutor(cores()) as pool:
        for (specimen, _), done in zip(work, pool.map(attempt, work), strict=True):
            yield specimen, judge(done)


def _graded_in_brief(
    exercise: Exercise, right: Specimen, work: list[tuple[Specimen, int]], engine: Engine
) -> Iterator[tuple[Specimen, Report]]:
    needed: dict[str, set[str]] = {}
    for specimen, seed in work:
        attempt = read(exercise, specimen.path, seed)
        if specimen.caught_by is None:
            yield specimen, judge_until(lambda _: False, attempt, engine)
            continue
        needed = needed or runs_by_check(engine.attempt(exercise, right.path, seed))
        yield specimen, judge_named(specimen, attempt, needed, engine)


def _take(proof: Proof, specimen: Specimen, report: Report) -> bool:
    """Add ``report`` to ``proof``; tell whether a right submission was accepted."""
    proof.seconds.append(report.seconds)
    if specimen.caught_by is None:
        fault = fault_of_right(report)
        proof.right += 1
        proof.accepted += fault is None
    else:
        fault = fault_of_wrong(report, specimen)
        proof.wrong += 1
        proof.rejected += fault is None
        if report.status == "failed" and report.complete:
            proof.shown.append((specimen, signature_of(report.checks)))
    if fault:
        proof.faults.append(f"{specimen.path.parent.name}/{specimen.path.name}: {fault}")
    return specimen.caught_by is None and fault is None


def _faults_of_folder(kit: Kit, exercise: Exercise) -> Iterator[str]:
    missing = [name for name in FILES if not (exercise.folder / name).is_file()]
    if missing:
        yield f"missing: {', '.join(missing)}"
        return
    try:
        if exercise.stub.read_text(encoding="utf-8") != generated_stub(kit, exercise):
            yield f"stub.py is not what solution.py gives; run: grader author build {exercise.number}"
    except KitError as error:
        yield error.message
    if not exercise.is_untouched(exercise.stub.read_text(encoding="utf-8")):
        yield "the untouched stub would not be recognised as not attempted"
    for folder in (exercise.folder, kit.solutions / exercise.slug):
        if names := unfinished(folder):
            yield f"{TODO} is left in {', '.join(names)}"
    hints = (exercise.folder / "hints.md").read_text(encoding="utf-8").count("\n## ")
    if hints != HINTS:
        yield f"hints.md has {hints} hints; a ladder has {HINTS}"
    given_away = [path.name for path in exercise.folder.iterdir() if "### BEGIN SOLUTION" in _text(path)]
    if given_away:
        yield f"solution markers in {', '.join(given_away)}"


def _unproven_checks(exercise: Exercise, wrong: list[Specimen]) -> list[str]:
    named = {specimen.caught_by for specimen in wrong}
    return [
        f"no wrong submission shows that {one.name} can fail" for one in checks_of(exercise) if one.name not in named
    ]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
