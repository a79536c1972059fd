"""A wall clock that can be set, in a process of its own: it stays installed for as long as the process lives."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.kit.paths import Kit

PROGRAM = """
from grader.child import wall_clock
wall_clock.install()
import datetime, time
from datetime import datetime as moment
from datetime import timezone
from time import perf_counter, time as clock

def told():
    return {expression}

before = told()
wall_clock.set_forward(3600)
there = told()
wall_clock.set_forward(-3600)
print(round(float(there - before)), round(float(told() - before)))
"""


def _told(source_kit: Kit, expression: str) -> str:
    program = [sys.executable, "-c", PROGRAM.format(expression=expression)]
    return subprocess.run(program, cwd=source_kit.root, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "expression",
    [
        "clock()",
        "time.time()",
        "time.time_ns() / 1e9",
        "time.clock_gettime(time.CLOCK_REALTIME)",
        "time.clock_gettime_ns(time.CLOCK_REALTIME) / 1e9",
        "moment.now().timestamp()",
        "datetime.datetime.now(timezone.utc).timestamp()",
        "datetime.datetime.today().timestamp()",
        "moment.utcnow().timestamp()",
    ],
)
def test_a_wall_clock_follows(source_kit: Kit, expression: str) -> None:
    """Everything that tells the time of day is an hour ahead, and right again afterwards."""
    if "clock_gettime" in expression and sys.platform == "win32":
        pytest.skip("Windows has no such clock")
    assert _told(source_kit, expression) == "3600 0"


@pytest.mark.parametrize(
    "expression",
    ["perf_counter()", "time.monotonic()", "time.monotonic_ns() / 1e9", "time.clock_gettime(time.CLOCK_MONOTONIC)"],
)
def test_a_monotonic_clock_does_not(source_kit: Kit, expression: str) -> None:
    """A clock for measuring goes on as it was."""
    if "clock_gettime" in expression and sys.platform == "win32":
        pytest.skip("Windows has no such clock")
    assert _told(source_kit, expression) == "0 0"


def test_tensorflow_follows(source_kit: Kit) -> None:
    """The clock of TensorFlow is one of those that tell the time of day, where TensorFlow is loaded."""
    program = "import tensorflow\n" + PROGRAM.format(expression="tensorflow.timestamp()")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=source_kit.root, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "3600 0"


def test_moments_stay_moments(source_kit: Kit) -> None:
    """A moment from before is still a datetime, and can be compared with one from after."""
    program = (
        "import datetime; old = datetime.datetime.now(); from grader.child import wall_clock; wall_clock.install(); "
        "new = datetime.datetime.now(); print(isinstance(old, datetime.datetime), old <= new, "
        "isinstance(new, datetime.date), isinstance(3, datetime.datetime))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=source_kit.root, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "True", "True", "False"]
