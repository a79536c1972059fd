"""`pytest exercises` over all solutions, again and again with other cases."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from grader.catalogue import all_exercises
from grader.kit.paths import Kit

pytestmark = pytest.mark.long

TIMES = 20


@pytest.mark.parametrize("seed", range(1, TIMES + 1))
def test_all_solutions_get_full_points(kit: Kit, seed: int) -> None:
    """Every solution in place of the stub: no check fails, whatever the seed."""
    exercises = all_exercises(kit)
    for exercise in exercises:
        shutil.copy(kit.solutions / exercise.slug / "solution.py", exercise.submission)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(kit.exercises), f"--grader-seed={seed}"]

    ended = subprocess.run(command, cwd=kit.root, capture_output=True, text=True, check=False)

    total = sum(exercise.points for exercise in exercises)
    assert ended.returncode == 0, ended.stdout
    assert f"{total:g} of {total:g} points in {len(exercises)} exercises" in ended.stdout
