"""A thousand runs of one warm server: nothing fails that is not the submission's fault, and nothing grows or stays."""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import Limits, find_exercise
from grader.isolation.servers import SharedServer
from grader.judge import Engine
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge
from grader.report import Report
from tests.isolation.leaving import SOURCES

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc"),
]

RUNS, WARMED_UP = 1000, 100
GROWTH_MB = 5  # of the server, over 900 runs; one leaked object a run would be seen long before
HOOK = """import keras, os, subprocess, sys, threading, time
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold): super().__init__()
    def on_epoch_end(self, epoch, logs=None):
        """
# One of these takes as long as its limit, and comes once in so many runs.
SLEEPS, EVERY = "sleeps until it is stopped", 50
# What each kind of submission must get; None: full points.
KINDS: dict[str, tuple[str | None, str]] = {
    "right": (None, "passed"),
    "wrong": (HOOK + "pass", "failed"),
    "raises": (HOOK + "raise ValueError", "failed"),
    "exits": (HOOK + "os._exit(0)", "crashed"),
    "does not parse": ("def", "invalid"),
    "exits at import": ("import sys; sys.exit(1)", "invalid"),
    "leaves a thread": (HOOK + "threading.Thread(target=time.sleep, args=(1000,)).start()", "failed"),
    "leaves files": (HOOK + "open(str(epoch), 'w').write('x' * 10_000)", "failed"),
    "leaves a daemon": (SOURCES["a daemon"] + HOOK + "pass", "failed"),
    SLEEPS: ("import time; time.sleep(1000)", "timeout"),
}
SHORT = Limits(scenario_seconds=2, submission_seconds=10)


def test_a_thousand_warm_runs(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each submission gets its own status every time; processes, files, descriptors and memory stay as they were."""
    sources = tmp_path / "submissions"
    runs = tmp_path / "runs"
    sources.mkdir()
    runs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(runs))
    files = {kind: _file(source_kit, sources, kind) for kind in KINDS}

    with Engine(source_kit) as engine:
        _grade_all(source_kit, engine, files, range(WARMED_UP))
        before = _held()
        _grade_all(source_kit, engine, files, range(WARMED_UP, RUNS))
        after = _held()

    assert after["pid"] == before["pid"], "the server was lost on the way"
    assert (after["running"], after["children"]) == (0, 0)
    assert after["served"] - before["served"] >= (RUNS - WARMED_UP) // 2
    assert after["descriptors"] <= before["descriptors"]
    assert after["own descriptors"] <= before["own descriptors"] + os.cpu_count()  # type: ignore[operator]  # known here
    assert after["megabytes"] <= before["megabytes"] + GROWTH_MB
    assert list(runs.iterdir()) == []


def _file(kit: Kit, folder: Path, kind: str) -> Path:
    solution = kit.solutions / "02_detect_overfitting" / "solution.py"
    file = folder / f"{kind.replace(' ', '_')}.py"
    file.write_text(KINDS[kind][0] or solution.read_text(encoding="utf-8"), encoding="utf-8")
    return file


def _grade_all(kit: Kit, engine: Engine, files: dict[str, Path], numbers: range) -> None:
    exercise = find_exercise(kit, "02")
    hurried = replace(exercise, limits=SHORT)
    kinds = [kind for kind in KINDS if kind != SLEEPS]

    def attempt(number: int) -> tuple[str, Any]:
        kind = kinds[number % len(kinds)] if (number + 1) % EVERY else SLEEPS
        return kind, engine.attempt(hurried if kind == SLEEPS else exercise, files[kind], seed=number)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (kind, attempted) in zip(numbers, pool.map(attempt, numbers), strict=True):
            report = judge(attempted)
            assert report.status == KINDS[kind][1], f"run {number}, {kind}: {report}"
            if kind == "leaves a daemon" and _may_start(report):
                assert report.output.split()[0].isdigit(), f"run {number} left no daemon: {report.output}"


def _may_start(report: Report) -> bool:
    """Tell whether the submission of ``report`` was allowed to start processes."""
    return os.getuid() != 0 and "namespaces" in report.protections


def _held() -> dict[str, int]:
    """Return what the server holds now, and how many descriptors this process has."""
    status = SharedServer(print).ask("status")
    assert status, "no server runs"
    process = Path(f"/proc/{status['pid']}")
    children = (process / "task" / str(status["pid"]) / "children").read_text().split()
    return {
        "pid": status["pid"],
        "running": status["running"],
        "served": status["served"],
        "megabytes": status["megabytes"],
        "children": len(children),
        "descriptors": len(list((process / "fd").iterdir())),
        "own descriptors": len(list(Path("/proc/self/fd").iterdir())),
    }
