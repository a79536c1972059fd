"""What kills a mutant: the first check that it does not pass, which a clock or a crash must not decide by one chance."""

from __future__ import annotations

from dataclasses import dataclass

from grader.authoring.brief import judge_until
from grader.authoring.mutants import Mutant
from grader.catalogue import Exercise
from grader.isolation.run_folder import run_folder
from grader.judge import Engine, read
from grader.kit.errors import KitError

DOUBTFUL = ("timeout", "crashed")  # a machine that was busy, or short of memory, gives these to right answers as well


@dataclass(frozen=True)
class Kill:
    """The ``check`` that a mutant did not pass, or its status where it came to none, and the ``status`` of that check."""

    check: str
    status: str


def killer(mutant: Mutant, exercise: Exercise, engine: Engine, seed: int) -> Kill | None:
    """Return what kills ``mutant`` with ``seed``, or None when it gets full points; raises KitError where the kit failed.

    After a timeout or a crash it is graded once more, when nothing of the first time is running any longer: that counts.
    """
    kill = _graded(mutant, exercise, engine, seed)
    return _graded(mutant, exercise, engine, seed) if kill and kill.status in DOUBTFUL else kill


def _graded(mutant: Mutant, exercise: Exercise, engine: Engine, seed: int) -> Kill | None:
    with run_folder() as folder:
        file = folder / "exercise.py"
        file.write_text(mutant.source, encoding="utf-8")
        attempt = read(exercise, file, seed)
        report = judge_until(lambda verdicts: verdicts[-1].status != "passed", attempt, engine)
    if report.status == "harness_error":
        raise KitError(f"{exercise.slug}, seed {seed}, {mutant}: the kit failed. {report.message}")
    if report.status == "passed":
        return None
    unpassed = (Kill(check.name, check.status) for check in report.checks if check.status != "passed")
    return next(unpassed, Kill(report.status, report.status))
