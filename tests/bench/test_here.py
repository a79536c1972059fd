"""The baselines of the benchmarks run and check a submission as the kit does, in one process."""

from __future__ import annotations

import subprocess
import sys

CODE = """
from grader.catalogue import find_exercise
from grader.kit.paths import find_kit
from tests.bench.here import points_here

kit = find_kit()
exercise = find_exercise(kit, "00")
for name in ("solution.py", "wrong/last_weights.py", "wrong/silent.py"):
    print(points_here(exercise, (kit.solutions / exercise.slug / name).read_text(encoding="utf-8")))
"""


def test_the_baseline_gives_the_same_points() -> None:
    """A right answer gets all points of 00, and a wrong one loses those of the check that catches it."""
    code = [sys.executable, "-c", CODE]
    done = subprocess.run(code, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr
    right, last_weights, silent = map(float, done.stdout.split())
    assert right == 5
    assert 0 < last_weights < right
    assert 0 < silent < right
