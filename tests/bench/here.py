"""A submission run in this very process, as it is without the kit: for baselines, which share nothing with a warm server."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from grader.catalogue import Exercise, read_submission
from grader.evidence import Evidence, NoSingleFit
from grader.isolation import LAYERS
from grader.isolation.reader import Reader
from grader.isolation.request import request_for
from grader.isolation.watch import watch
from grader.judge import Attempt, NotJudged, Runs, Unmet, info_of
from grader.judge.attempt import draw_cases
from grader.judge.modules import load_module
from grader.kit.errors import SubmissionError

KEY = bytes(16)
_LIMITS = {"cpu_seconds": 600, "file_bytes": 10**9, "open_files": 512, "processes": 10**5}
_LIMITS |= {"memory_bytes": 10**11, "mapped_bytes": 10**12}


def attempt_here(exercise: Exercise, path: Path, seed: int = 1) -> Attempt:
    """Return the attempt of the submission at ``path``; raises SubmissionError when it cannot be read."""
    from grader.child.channel import Channel
    from grader.child.session import _Session

    submission, cases = read_submission(path), draw_cases(exercise, seed)
    evidence = Evidence.of(cases)
    streams, place, variables = (sys.stdout, sys.stderr), Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as file:
        request = request_for(exercise, cases, Path(name), submission.source, data=None, device="cpu")
        try:
            # This very process goes on to judge: it must not be confined.
            _Session(request | {"limits": _LIMITS, "without": LAYERS}, Channel(file.fileno(), KEY)).run()
        finally:
            sys.stdout, sys.stderr = streams
            os.chdir(place)
            os.environ.clear()
            os.environ.update(variables)
            tempfile.tempdir = None
        file.seek(0)
        watch(Reader(file, KEY), evidence, _Unhurried(), cases)
    return Attempt(exercise, path, seed, "graded", submission=submission, evidence=evidence)


class _Unhurried:
    """Watches neither time nor memory: everything has happened already."""

    def restart(self) -> None:
        pass

    def left(self) -> float:
        return 60.0

    def enter(self, space: int | None) -> None:
        pass

    def excess(self) -> str | None:
        return None


def points_here(exercise: Exercise, source: str, seed: int = 1) -> float:
    """Return the points that ``source`` earns with the same checks, all of it in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.py"
        path.write_text(source, encoding="utf-8")
        try:
            attempt = attempt_here(exercise, path, seed)
        except SubmissionError:
            return 0.0
    if exercise.is_untouched(source) or (attempt.evidence and attempt.evidence.loaded.raised):
        return 0.0
    suite = vars(load_module(exercise.suite))
    return sum(_points(function, attempt) for name, function in suite.items() if name.startswith("test_"))


def _points(function: object, attempt: Attempt) -> float:
    info = info_of(function)
    assert info and callable(function)
    try:
        function(Runs(attempt, info.needs))
    except (Unmet, NotJudged, NoSingleFit):
        return 0.0
    return info.points
