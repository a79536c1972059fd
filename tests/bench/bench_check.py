"""Speed as ratios measured in one run: `make bench`.

The baseline is what people do without this kit: a fresh pytest process that imports TensorFlow, with cached bytecode,
and then does the same checks, one after the other. For the exercise of the first table that program exists. The others
are compared with the least that it could do, which is stricter: a cold pytest that imports TensorFlow and checks nothing.
A check that leaves no server behind and uses one core is shown beside it; its sum is the baseline of `pytest exercises`.
"""

from __future__ import annotations

import os
import pty
import queue
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.cli.watching.events import Event, Graded, Judged, Saved
from grader.cli.watching.saves import Saves
from grader.cli.watching.worker import Worker
from grader.isolation import Children, Job, open_launcher
from grader.isolation.collect import collect
from grader.isolation.reader import Reader
from grader.judge import Engine
from grader.judge.attempt import draw_cases
from grader.kit.cores import VARIABLE as CORES_VARIABLE
from grader.kit.paths import ROOT_VARIABLE, Kit, find_kit

REPEATS = 5
EXERCISE = "02"
SIGNS = ("\u2713".encode(), "\u2717".encode())
GRADER = [sys.executable, "-m", "grader"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "grader.pytest_plugin"]


def main() -> None:
    """Measure in a kit of its own, with every solution in place, and print each time with its ratio."""
    source = find_kit()
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        kit = _solved(source, Path(folder) / "kit")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {ROOT_VARIABLE: str(kit.root), "XDG_RUNTIME_DIR": folder, "TERM": "xterm"}
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # learners have none of the plugins that come with [dev]
        print(f"{os.cpu_count()} cores, median of {REPEATS}; ratios to the first row of each table")
        try:
            _one_exercise(find_exercise(kit, EXERCISE))
            cold = _each_exercise(kit)
            _all_exercises(kit, cold)
            _watch(kit)
            _parts(find_exercise(kit, EXERCISE))
        finally:
            _run([*GRADER, "server", "stop"])


def _solved(source: Kit, root: Path) -> Kit:
    for name in ("exercises", "solutions", "lessons"):
        shutil.copytree(getattr(source, name, source.root / name), root / name)
    (root / ".grader").mkdir()
    (root / ".grader" / "standins").symlink_to(source.state / "standins")
    kit = Kit(root)
    for exercise in all_exercises(kit):
        shutil.copy(kit.solutions / exercise.slug / "solution.py", exercise.submission)
    return kit


def _one_exercise(exercise: Exercise) -> None:
    check = [*GRADER, "check", exercise.number]
    cold = [*PYTEST, str(Path(__file__).with_name("cold.py"))]
    baseline = _median(lambda: _run(cold))
    own = _median(lambda: _run([*check, "--no-server"], cores=1))
    _run(check)
    rows = {
        "cold pytest that imports TensorFlow, same checks": baseline,
        "grader check --no-server, one core": own,
        "grader check, warm server found": _median(lambda: _run(check)),
        "import grader": _median(lambda: _run([sys.executable, "-c", "import grader"])),
        "python -c pass": _median(lambda: _run([sys.executable, "-c", "pass"])),
    }
    _table(f"grader check {exercise.number}", rows)


def _each_exercise(kit: Kit) -> float:
    """Print first verdict and whole warm check of each exercise; return the sum of the cold checks."""
    pytest = _median(lambda: _run([*PYTEST, str(Path(__file__).with_name("cold_import.py"))]))
    return sum(_warm_and_cold(exercise, pytest) for exercise in all_exercises(kit))


def _warm_and_cold(exercise: Exercise, pytest: float) -> float:
    check = [*GRADER, "check", exercise.number]
    cold = _timed(lambda: _run([*check, "--no-server"], cores=1))
    rows = {
        "cold pytest that imports TensorFlow, no checks": pytest,
        "grader check --no-server, one core (once)": cold,
        "first verdict": _median(lambda: _until_first_verdict(check)),
        "whole warm check": _median(lambda: _run(check)),
    }
    _table(exercise.slug, rows)
    return cold


def _all_exercises(kit: Kit, cold: float) -> None:
    command = [*PYTEST, str(kit.exercises)]
    rows = {
        "one check --no-server per exercise, one core": cold,
        "pytest exercises --no-server": _median(lambda: _run([*command, "--no-server"])),
        "pytest exercises, warm server found": _median(lambda: _run(command)),
    }
    _table("pytest exercises, every solution in place", rows)


def _watch(kit: Kit) -> None:
    """Print how long after a save the first verdict and the report of a watch come."""
    exercise = find_exercise(kit, EXERCISE)
    events: queue.Queue[Event] = queue.Queue()
    saves = Saves(kit.exercises, exercise.submission, events.put)
    times: list[tuple[float, float]] = []
    with Engine(kit) as engine:
        worker = Worker(engine, events.put)
        for number in range(REPEATS + 1):
            began = time.perf_counter()
            with exercise.submission.open("a") as file:
                file.write(f"# {number}\n")
            times.append(_watched(events, worker, exercise, began))
    saves.close()
    first, whole = (statistics.median(column) for column in zip(*times[1:], strict=True))
    _table("grader watch, from the save", {"whole report": whole, "first verdict": first})


def _watched(events: queue.Queue[Event], worker: Worker, exercise: Exercise, began: float) -> tuple[float, float]:
    first = None
    while True:
        match events.get():
            case Saved():
                worker.grade(exercise)
            case Judged():
                first = first or time.perf_counter() - began
            case Graded():
                return first or 0.0, time.perf_counter() - began


def _parts(exercise: Exercise) -> None:
    """Print where the time of a warm check goes, from the moments at which evidence comes in."""
    moments: list[tuple[str, float]] = []
    original = Reader.next_line

    def noted(self: Reader, seconds: float) -> bytes | None:
        line = original(self, seconds)
        if line is not None:
            moments.append((line.decode().partition('"event": "')[2].partition('"')[0], time.perf_counter()))
        return line

    Reader.next_line = noted  # type: ignore[method-assign]  # a spy
    source, cases = exercise.submission.read_text(encoding="utf-8"), draw_cases(exercise, 1)
    with open_launcher() as launcher:
        for _ in range(2):
            moments.clear()
            began = time.perf_counter()
            collect(Job(exercise, source, cases, children=Children()), launcher)
            ended = time.perf_counter()
    Reader.next_line = original  # type: ignore[method-assign]
    at = {name: [moment for kind, moment in moments if kind == name] for name in ("ready", "loaded", "begin", "done")}
    rows = {
        "whole run in the child": ended - began,
        "fork, limits, sandbox": at["ready"][0] - began,
        "import of the submission": at["loaded"][0] - at["ready"][0],
        "scripted runs": at["begin"][-1] - at["loaded"][0],
        "real training, tracing included": at["done"][0] - at["begin"][-1],
        "end and removal": ended - at["done"][0],
        "of all that, what the child imports lazily": _lazy_imports(exercise),
        "before and beside it: interpreter and imports": _median(
            lambda: _run([sys.executable, "-c", "import grader.cli.check, grader.pytest_plugin.grade"])
        ),
    }
    _table(f"where the time of {exercise.number} goes", rows)


def _lazy_imports(exercise: Exercise) -> float:
    """Return the seconds that a child spends on imports which its server could have done."""
    command = [sys.executable, "-m", "tests.bench.lazy_imports", exercise.number]
    top = Path(__file__).parents[2]
    said = subprocess.run(command, cwd=top, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    return float(said.stdout.split()[0])


def _until_first_verdict(command: list[str]) -> None:
    """Return as soon as a verdict stands on the terminal, and wait for the rest outside of the measured time."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    _leftovers.append((process, ours))
    seen = b""
    while not any(sign in seen for sign in SIGNS):
        part = os.read(ours, 65536)
        assert part, "the command ended without a verdict"
        seen += part


_leftovers: list[tuple[subprocess.Popen[bytes], int]] = []


def _finish_leftovers() -> None:
    while _leftovers:
        process, terminal = _leftovers.pop()
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:  # the other side was closed
            pass
        process.wait()
        os.close(terminal)


def _run(command: list[str], cores: int | None = None) -> None:
    environment = os.environ | ({CORES_VARIABLE: str(cores)} if cores else {})
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=environment)


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    seconds = time.perf_counter() - began
    _finish_leftovers()
    return seconds


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_timed(action) for _ in range(REPEATS))


def _table(title: str, rows: dict[str, float]) -> None:
    baseline = next(iter(rows.values()))
    print(f"\n{title}")
    for name, seconds in rows.items():
        print(f"  {name:50} {seconds:7.2f} s   x {seconds / baseline:5.2f}", flush=True)


if __name__ == "__main__":
    main()
