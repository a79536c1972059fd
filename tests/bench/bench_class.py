"""A class graded three ways in one run: `make bench-class`, or `make bench-class SIZE=20 SIZES=10,20` for a quick one.

Stock nbgrader starts a kernel for each notebook, which imports TensorFlow (bytecode cached) and does the same checks in
its test cell; the second way is nbgrader with the kit's step, the third `grader batch`. All start cold: without a server.
A cell of stock nbgrader has as long as a scenario of the kit, which is nbgrader's own default too. Beside seconds on the
clock stand those of all processors together, which tell more where the machine has other work to do.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grader
from grader.catalogue import find_exercise
from grader.course.autograde.run import FOLDER
from grader.course.notebook import notebook_of, write_notebook
from grader.isolation.launchers import VARIABLE as LAUNCHER
from grader.kit.paths import ROOT_VARIABLE, find_kit
from tests.bench.memory import Peak

NAME, SLUG, SEED = "class", "02_detect_overfitting", 20261
GRADER, NBGRADER = [sys.executable, "-m", "grader"], [sys.executable, "-m", "nbgrader"]
# Of a hundred: as classes are, with a few who are stuck.
SHARES = {"right": 50, "wrong": 38, "broken": 10, "hanging": 2}
BROKEN = ("def (", "import kerass\n", "raise ValueError('not yet')\n")
HANGING = "import keras\n\nwhile True:\n    pass\n"
KIT = find_kit()
EXERCISE = find_exercise(KIT, SLUG)
_STOCK = """\
from tests.bench.here import points_here
from grader.catalogue import find_exercise
from grader.kit.paths import find_kit
points_here(find_exercise(find_kit(), "{slug}"), In[2], {seed})
"""
_STOCK_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = {root!r}
c.Execute.timeout = {seconds}
"""
Scores = dict[str, float]


@dataclass(frozen=True)
class Way:
    """What one way of grading took."""

    seconds: float
    processor: float
    megabytes: float
    scores: Scores

    def told(self, size: int) -> str:
        """Return what each of ``size`` submissions took."""
        each = f"{self.seconds / size:7.2f} s each   {self.processor / size:7.2f} s of processors"
        return f"{each}   {self.megabytes:6.0f} MB at most"


def main() -> None:
    """Measure in a folder of its own, and print each way with its ratio to the first."""
    size, sizes = int(sys.argv[1]), [int(one) for one in sys.argv[2].split(",")]
    with tempfile.TemporaryDirectory(prefix="cbd-") as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        # A server that ends with its command is counted with it, in processor time and in memory.
        own = {ROOT_VARIABLE: str(KIT.root), LAUNCHER: "forked", "TF_CPP_MIN_LOG_LEVEL": "3"}
        path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(KIT.root)}
        os.environ |= own | path
        batch, same = _three_ways(folder, size)
        _sizes(folder, sizes, {size: batch})
    sys.exit(0 if same else 1)


def _three_ways(folder: Path, size: int) -> tuple[Way, bool]:
    """Return what `grader batch` took, and whether all ways gave the same scores."""
    answers = _class(size)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} cores (load before: {load}), {size} submissions of {SLUG}: {_counts(answers)}", flush=True)
    batch, alone = _batch(folder / "batch", answers), _batch(folder / "one", {"right": _answers("solution.py")[0]})
    ours, rest = _with_the_kit(folder / "ours", answers)
    stock = _stock(folder / "stock", answers)
    ways = {"stock nbgrader": stock, "nbgrader with the kit's step": ours, "grader batch": batch}
    for title, way in ways.items():
        ratio, work = stock.seconds / way.seconds, stock.processor / way.processor
        print(f"  {title:30} {way.told(size)}   {ratio:5.1f} times as fast, {work:5.1f} times less work", flush=True)
    same = True
    for title in ("nbgrader with the kit's step", "grader batch"):
        differing = differing_scores(stock.scores, ways[title].scores)
        print(f"  scores of {title} that differ from stock: {differing or 'none'}")
        same = same and not differing
    for title, seconds in rest.items():
        print(f"    of nbgrader with the kit's step: {title:55} {seconds / size:7.2f} s each")
    for title, seconds in rest_of_batch(alone.seconds, batch.seconds, size).items():
        print(f"    of grader batch: {title:71} {seconds:7.2f} s", flush=True)
    return batch, same


def differing_scores(one: Scores, other: Scores) -> dict[str, tuple[float | None, float | None]]:
    """Return the scores that are not the same both ways, by student; who is missing in one of them has None there."""
    pairs = {student: (one.get(student), other.get(student)) for student in sorted(one.keys() | other.keys())}
    return {student: pair for student, pair in pairs.items() if _differ(*pair)}


def _differ(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) > 1e-9


def rest_of_batch(alone: float, seconds: float, size: int) -> dict[str, float]:
    """Return what the ``seconds`` of a batch of ``size`` went into, where a class of one right answer took ``alone``."""
    return {
        "a class of one: start of Python, of the server, one right answer": alone,
        "each further submission": (seconds - alone) / max(1, size - 1),
    }


def _sizes(folder: Path, sizes: list[int], known: dict[int, Way]) -> None:
    print("\ngrader batch, by size of the class")
    for size in sizes:
        way = known.get(size) or _batch(folder / f"batch-{size}", _class(size))
        print(f"  {size:5} submissions {way.told(size)}", flush=True)


def _class(size: int) -> dict[str, str]:
    """Return answers by student, mixed in a fixed order; no two have the same text."""
    kinds = {
        "right": [*_answers("solution.py"), *_answers("right/*.py")],
        "wrong": _answers("wrong/*.py"),
        "broken": list(BROKEN),
        "hanging": [HANGING],
    }
    counts = {kind: max(1, round(size * share / 100)) for kind, share in SHARES.items()}
    counts["right"] += size - sum(counts.values())
    chosen = [
        (kind, text) for kind, texts in kinds.items() for text in itertools.islice(itertools.cycle(texts), counts[kind])
    ]
    random.Random(size).shuffle(chosen)
    return {f"{kind}-{number:04}": f"{text}\n# {number}\n" for number, (kind, text) in enumerate(chosen)}


def _answers(pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((KIT.solutions / SLUG).glob(pattern))]


def _counts(answers: dict[str, str]) -> str:
    kinds = [student.partition("-")[0] for student in answers]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in SHARES)


def _batch(folder: Path, answers: dict[str, str]) -> Way:
    (folder / "handed-in").mkdir(parents=True)
    for student, text in answers.items():
        (folder / "handed-in" / f"{student}.py").write_text(text, encoding="utf-8")
    out = folder / "out"
    command = [*GRADER, "batch", str(folder / "handed-in"), "--out", str(out), "--exercise", SLUG, "--seed", str(SEED)]
    return Way(*_measured(lambda: _run(command, folder)), _scores_in(out / "results.jsonl"))


def _with_the_kit(folder: Path, answers: dict[str, str]) -> tuple[Way, dict[str, float]]:
    settings = folder.with_suffix(".toml")
    one = f'[[assignment]]\nname = "{NAME}"\nexercises = ["{EXERCISE.number}"]\n'
    settings.write_text(f'course = "bench"\nkit = "{grader.__version__}"\n{one}', encoding="utf-8")
    _run([*GRADER, "course", str(folder), "--settings", str(settings)], KIT.root)
    _hand_in(folder, answers)
    (folder / FOLDER / NAME).mkdir(parents=True)
    begun = json.dumps({"seed": SEED, "kit": grader.__version__})
    (folder / FOLDER / NAME / "batch.json").write_text(begun, encoding="utf-8")
    autograde = [*NBGRADER, "autograde", NAME]
    measured = _measured(lambda: _run(autograde, folder))
    start, *_ = _measured(lambda: _run(autograde, folder))
    again, *_ = _measured(lambda: _run([*autograde, "--force"], folder))
    rest = {
        "waiting for verdicts, which are graded ahead of its steps": measured[0] - again,
        "nbgrader's steps and its database": again - start,
        "start of nbgrader": start,
    }
    return Way(*measured, _scores_of(folder)), rest


def _stock(folder: Path, answers: dict[str, str]) -> Way:
    folder.mkdir()
    seconds = EXERCISE.limits.scenario_seconds
    config = _STOCK_CONFIG.format(root=str(folder), seconds=int(seconds))
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    notebook = notebook_of(KIT, EXERCISE)
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    cells["setup"]["source"] = "import keras"
    cells["check"]["source"] = _STOCK.format(slug=SLUG, seed=SEED)
    write_notebook(folder / "source" / NAME / f"{SLUG}.ipynb", notebook)
    _hand_in(folder, answers)
    return Way(*_measured(lambda: _run([*NBGRADER, "autograde", NAME], folder)), _scores_of(folder))


def _hand_in(folder: Path, answers: dict[str, str]) -> None:
    """Release the assignment, and put every answer into a notebook of it."""
    _run([*NBGRADER, "generate_assignment", NAME], folder)
    released = json.loads((folder / "release" / NAME / f"{SLUG}.ipynb").read_text(encoding="utf-8"))
    answer = next(cell for cell in released["cells"] if cell["id"] == "answer")
    for student, text in answers.items():
        answer["source"] = text
        target = folder / "submitted" / student / NAME / f"{SLUG}.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps(released), encoding="utf-8")


def _scores_of(folder: Path) -> Scores:
    """Return what the gradebook of nbgrader holds for the cell that checks."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        submissions: list[Any] = gradebook.assignment_submissions(NAME)
        return {
            one.student.id: float(grade.auto_score)
            for one in submissions
            for grade in one.notebooks[0].grades
            if grade.name == "check"
        }


def _scores_in(file: Path) -> Scores:
    results = [json.loads(line) for line in file.read_bytes().splitlines()]
    return {result["student"]: result["report"]["score"] for result in results}


def _measured(action: Callable[[], object]) -> tuple[float, float, float]:
    """Return the seconds of ``action``, those of all processors together, and the megabytes."""
    with Peak() as peak:
        began, worked = time.perf_counter(), _worked()
        action()
        return time.perf_counter() - began, _worked() - worked, peak.megabytes


def _worked() -> float:
    """Return the processor seconds of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}"


if __name__ == "__main__":
    main()
