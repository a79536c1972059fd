"""From a file to what a judge needs: read it, draw cases, run it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from grader.catalogue import Exercise, Submission, read_submission
from grader.evidence import Evidence
from grader.isolation import Job, Launcher, collect
from grader.judge.modules import load_module
from grader.kit.errors import SubmissionError

Standing = Literal["graded", "not_attempted", "invalid", "harness_error"]


@dataclass
class Attempt:
    """One submission on its way to a verdict; ``message`` and ``line`` say why it cannot be graded, if so."""

    exercise: Exercise
    path: Path
    seed: int
    standing: Standing
    message: str = ""
    line: int | None = None
    submission: Submission | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Settings:
    """What is the same for all attempts of a command: where the data lies, the device, protections that it insists on."""

    data: Path | None = None
    device: str = "cpu"
    required: tuple[str, ...] = ()


def draw_cases(exercise: Exercise, seed: int) -> dict[str, dict[str, Any]]:
    """Return the cases of ``exercise`` for ``seed``, by the name of their run, as plain JSON values."""
    cases = load_module(exercise.folder / "cases.py").draw(random.Random(f"{exercise.slug}:{seed}"))
    plain: dict[str, dict[str, Any]] = json.loads(json.dumps(cases))
    return plain


def read(exercise: Exercise, path: Path, seed: int) -> Attempt:
    """Return the attempt as far as it is known without running anything; raises KitError when nothing is there."""
    try:
        submission = read_submission(path)
    except SubmissionError as error:
        return Attempt(exercise, path, seed, "invalid", error.message, error.line)
    if exercise.is_untouched(submission.source):
        message = "You have not started this exercise yet."
        return Attempt(exercise, submission.path, seed, "not_attempted", message, submission=submission)
    return Attempt(exercise, submission.path, seed, "graded", submission=submission)


def run(attempt: Attempt, launcher: Launcher, settings: Settings) -> Attempt:
    """Run the submission of ``attempt`` and add the evidence; does nothing where there is nothing to run."""
    if attempt.standing != "graded" or attempt.submission is None:
        return attempt
    cases = draw_cases(attempt.exercise, attempt.seed)
    source = attempt.submission.source
    job = Job(attempt.exercise, source, cases, settings.data, settings.device, settings.required)
    attempt.evidence = collect(job, launcher)
    if attempt.evidence.harness_fault:
        attempt.standing, attempt.message = "harness_error", attempt.evidence.harness_fault
    elif raised := attempt.evidence.loaded.raised:
        text = f"{raised.type}: {raised.message}" if raised.message else raised.type
        attempt.standing, attempt.line = "invalid", raised.line
        attempt.message = f"Your file cannot be imported: it raised {text}"
    return attempt
