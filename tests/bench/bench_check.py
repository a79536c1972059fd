"""Speed as ratios measured in one run: `make bench`.

The baseline is what people do without this kit: a fresh pytest process that imports TensorFlow, with cached bytecode,
and then does the same checks.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.paths import find_kit
from grader.pytest_plugin.grade import judge

REPEATS = 5
EXERCISE = "02"


def main() -> None:
    """Measure and print each time and its ratio to the baseline."""
    kit = find_kit()
    solution = kit.solutions / find_exercise(kit, EXERCISE).slug / "solution.py"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "grader", "check", EXERCISE, "--submission", str(solution)]
    environment["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="cbd-")
    cold = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(Path(__file__).with_name("cold.py"))]
    baseline = _median(lambda: _run(cold, environment))
    rows = [
        ("cold pytest that imports TensorFlow, same checks", baseline),
        ("grader check --no-server", _median(lambda: _run([*command, "--no-server"], environment))),
    ]
    _run(command, environment)
    rows.append(("grader check, warm server found", _median(lambda: _run(command, environment))))
    _run([sys.executable, "-m", "grader", "server", "stop"], environment)
    exercise = find_exercise(kit, EXERCISE)
    with Engine(kit, shared=False) as engine:
        judge(engine.attempt(exercise, solution, 0))
        rows.append(("the same within one process", _median(lambda: judge(engine.attempt(exercise, solution, 1)))))
    rows.append(("import grader", _median(lambda: _run([sys.executable, "-c", "import grader"], environment))))
    rows.append(("python -c pass", _median(lambda: _run([sys.executable, "-c", "pass"], environment))))
    print(f"exercise {exercise.slug}, median of {REPEATS}, {os.cpu_count()} cores")
    for name, seconds in rows:
        print(f"{name:52} {seconds:7.2f} s   x {seconds / baseline:5.2f}")


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
