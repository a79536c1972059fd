"""From a file to what a judge needs: read it, draw cases, run it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from grader.catalogue import Exercise, Submission, read_submission
from grader.evidence import Evidence
from grader.isolation import Children, Cores, Job, Launcher, collect
from grader.judge.modules import load_module
from grader.kit.digest import digest_of
from grader.kit.errors import SubmissionError

# Any whole number can be a seed; a short one is easier to type again.
SEEDS = 1_000_000
Standing = Literal["graded", "not_attempted", "invalid", "harness_error"]


@dataclass
class Attempt:
    """One submission on its way to a verdict; ``message`` and ``line`` say why it cannot be graded, if so.

    Its evidence may still be coming in; closing ``children`` stops that. ``digest`` is that of the content that was read,
    which may not be what the file holds by now.
    """

    exercise: Exercise
    path: Path
    seed: int
    standing: Standing
    message: str = ""
    line: int | None = None
    submission: Submission | None = None
    evidence: Evidence | None = None
    children: Children = field(default_factory=Children)
    digest: str = ""

    @property
    def unwritten(self) -> list[str]:
        """Return the names that the exercise asks for and the file lacks, as far as can be told without running it."""
        submission = self.submission
        if submission is None or submission.imports_all or self.standing == "not_attempted":
            return []
        return [name for name in self.exercise.names if name not in submission.names]

    def wait(self) -> None:
        """Return when everything is known about this attempt."""
        if self.evidence:
            self.evidence.wait()


@dataclass(frozen=True)
class Settings:
    """What all attempts of a command share: where the data lies, the device, protections that it insists on, cores."""

    data: Path | None = None
    device: str = "cpu"
    required: tuple[str, ...] = ()
    cores: Cores = field(default_factory=lambda: Cores(1))


def new_seed() -> int:
    """Return a seed that nobody knew before."""
    return random.SystemRandom().randrange(SEEDS)


def draw_cases(exercise: Exercise, seed: int) -> dict[str, dict[str, Any]]:
    """Return the cases of ``exercise`` for ``seed``, by the name of their run, as plain JSON values."""
    cases = load_module(exercise.folder / "cases.py").draw(random.Random(f"{exercise.slug}:{seed}"))
    plain: dict[str, dict[str, Any]] = json.loads(json.dumps(cases))
    return plain


def read(exercise: Exercise, path: Path, seed: int) -> Attempt:
    """Return the attempt as far as it is known without running anything; raises KitError when nothing is there.

    The evidence of one that can be graded is open: ``run`` fills it, and must be called.
    """
    try:
        submission = read_submission(path)
    except SubmissionError as error:
        digest = error.digest or digest_of(path)  # what is too large was not read to its end
        return Attempt(exercise, path, seed, "invalid", error.message, error.line, digest=digest)
    known: dict[str, Any] = {"submission": submission, "digest": submission.digest}
    if exercise.is_untouched(submission.source):
        message = "You have not started this exercise yet."
        return Attempt(exercise, submission.path, seed, "not_attempted", message, **known)
    evidence = Evidence.of(draw_cases(exercise, seed))
    evidence.open = True
    return Attempt(exercise, submission.path, seed, "graded", evidence=evidence, **known)


def run(attempt: Attempt, launcher: Launcher, settings: Settings) -> None:
    """Run the submission of ``attempt``, which fills its evidence, and settle its standing."""
    evidence, submission = attempt.evidence, attempt.submission
    assert evidence and submission, "only an attempt that can be graded is run"
    cases = {name: run.case for name, run in evidence.runs.items()}
    job = Job(
        attempt.exercise,
        submission.source,
        cases,
        settings.data,
        settings.device,
        settings.required,
        attempt.children,
        settings.cores,
    )
    collect(job, launcher, evidence)
    if evidence.harness_fault:
        attempt.standing, attempt.message = "harness_error", evidence.harness_fault
    elif raised := evidence.loaded.raised:
        text = f"{raised.type}: {raised.message}" if raised.message else raised.type
        attempt.standing, attempt.line = "invalid", raised.line
        attempt.message = f"Your file cannot be imported: it raised {text}"
