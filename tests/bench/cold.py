"""The baseline of `make bench`: one cold pytest process that imports TensorFlow, runs the solution and does every check.

Named so that no ordinary run of pytest collects it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.catalogue import find_exercise, read_submission
from grader.evidence import Evidence
from grader.isolation import LAYERS
from grader.isolation.collect import request_for
from grader.isolation.reader import Reader
from grader.isolation.watch import watch
from grader.judge import Attempt, Runs, info_of
from grader.judge.attempt import draw_cases
from grader.judge.modules import load_module
from grader.kit.paths import find_kit

KEY = bytes(16)
KIT = find_kit()
EXERCISE = find_exercise(KIT, "02")
SUITE = {name: one for name, one in vars(load_module(EXERCISE.suite)).items() if name.startswith("test_")}


@pytest.fixture(scope="module")
def attempt() -> Attempt:
    """Return the attempt of the solution, run in this very process."""
    from grader.child.channel import Channel
    from grader.child.session import _Session

    path = KIT.solutions / EXERCISE.slug / "solution.py"
    cases = draw_cases(EXERCISE, 1)
    evidence = Evidence.of(cases)
    streams = sys.stdout, sys.stderr
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as file:
        request = request_for(EXERCISE, cases, Path(name), read_submission(path).source, data=None, device="cpu")
        limits = {
            "cpu_seconds": 600,
            "file_bytes": 10**9,
            "open_files": 512,
            "memory_bytes": 10**11,
            "processes": 10**5,
        }
        # This very process goes on to judge: it must not be confined.
        _Session(request | {"limits": limits, "without": LAYERS}, Channel(file.fileno(), KEY)).run()
        sys.stdout, sys.stderr = streams
        file.seek(0)
        clock = SimpleNamespace(restart=lambda: None, left=lambda: 60.0, excess=lambda: None)
        watch(Reader(file, KEY), evidence, clock)
    return Attempt(EXERCISE, path, 1, "graded", submission=read_submission(path), evidence=evidence)


@pytest.mark.parametrize("name", SUITE)
def test_check(attempt: Attempt, name: str) -> None:
    """One check of the exercise, on evidence from this process."""
    info = info_of(SUITE[name])
    assert info
    SUITE[name](Runs(attempt, info.needs))
