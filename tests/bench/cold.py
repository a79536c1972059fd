"""The baseline of `make bench`: one cold pytest process that imports TensorFlow, runs the solution and does every check.

Named so that no ordinary run of pytest collects it.
"""

from __future__ import annotations

import pytest

from grader.catalogue import find_exercise
from grader.judge import Attempt, Runs, info_of
from grader.judge.modules import load_module
from grader.kit.paths import find_kit
from tests.bench.here import attempt_here

KIT = find_kit()
EXERCISE = find_exercise(KIT, "02")
SUITE = {name: one for name, one in vars(load_module(EXERCISE.suite)).items() if name.startswith("test_")}


@pytest.fixture(scope="module")
def attempt() -> Attempt:
    """Return the attempt of the solution, run in this very process."""
    return attempt_here(EXERCISE, KIT.solutions / EXERCISE.slug / "solution.py")


@pytest.mark.parametrize("name", SUITE)
def test_check(attempt: Attempt, name: str) -> None:
    """One check of the exercise, on evidence from this process."""
    info = info_of(SUITE[name])
    assert info
    SUITE[name](Runs(attempt, info.needs))
