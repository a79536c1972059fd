"""Grading a class: on all cores, one result at a time on disk, in bounded memory."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.batch.results import Result, append, read_results
from grader.catalogue import Exercise
from grader.judge import Attempt, Engine, new_seed
from grader.kit.errors import KitError
from grader.pytest_plugin.grade import judge
from grader.report.report import FORMAT_VERSION

FILE = "batch.json"
Told = Callable[[Result], object]


@dataclass(frozen=True)
class Batch:
    """What is the same for every submission: the seed, drawn when the batch begins, and the version of the kit."""

    seed: int
    kit: str

    @classmethod
    def begin(cls, folder: Path, seed: int | None = None) -> Batch:
        """Keep a new batch in ``folder``, which is made; raises KitError when it holds one already."""
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / FILE).exists():
            raise KitError(f"{folder} holds a batch already. Go on with it (--resume), or name another folder.")
        batch = cls(new_seed() if seed is None else seed, grader.__version__)
        (folder / FILE).write_text(json.dumps(asdict(batch)) + "\n", encoding="utf-8")
        return batch

    @classmethod
    def of(cls, folder: Path) -> Batch:
        """Return the batch in ``folder``; raises KitError when there is none, or it is of another version of the kit."""
        try:
            batch = cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise KitError(f"{folder} holds no batch to go on with. Leave out --resume to begin one.") from None
        except (ValueError, TypeError) as error:
            raise KitError(f"{folder / FILE} cannot be read: {error}.") from error
        if batch.kit != grader.__version__:
            raise KitError(
                f"The batch in {folder} was begun with version {batch.kit} of the kit, and this is {grader.__version__}. "
                "Grades of one class must come from one version: begin again in another folder."
            )
        return batch


def digest_of(path: Path) -> str:
    """Return a digest of what was handed in, which tells whether it has changed since it was graded; "" if unreadable."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def grade_batch(
    batch: Batch,
    folder: Path,
    handed_in: Iterable[HandedIn],
    exercises: dict[str, Exercise],
    engine: Engine,
    *,
    workers: int | None = None,
    again: bool = False,
    told: Told = lambda _: None,
) -> None:
    """Grade what has no result in ``folder`` yet, has changed, or met a fault of the kit; ``again``: everything.

    Each result is on disk before ``told`` hears of it. At most twice as many submissions as ``workers`` (the cores of this
    machine) are in memory at once.
    """
    known = {} if again else read_results(folder)
    waiting = (one for one in handed_in if not is_settled(known.get(one.key), one))
    for one, attempt in _attempts(batch, waiting, exercises, engine, workers or os.cpu_count() or 1):
        report = judge(attempt).to_json() if attempt else _unassigned(batch)
        report |= {"submission": one.path.name, "message": attempt.message if attempt else one.fault}
        result = Result(one.student, one.exercise, one.lms_id, digest_of(one.path), report)
        append(folder, result)
        told(result)


def is_settled(known: Result | None, one: HandedIn) -> bool:
    """Tell whether ``known`` is the verdict on what was handed in, and not on the kit or on an earlier file."""
    return known is not None and known.report["status"] != "harness_error" and known.digest == digest_of(one.path)


def _unassigned(batch: Batch) -> dict[str, Any]:
    """Return the report on something of which nobody knows the exercise."""
    return {
        "format_version": FORMAT_VERSION,
        "exercise": "",
        "seed": batch.seed,
        "status": "invalid",
        "score": 0.0,
        "max_score": 0.0,
        "seconds": 0.0,
        "checks": [],
        "diagnosis": None,
        "output": "",
        "protections": [],
        "versions": {"kit": batch.kit},
    }


def _attempts(
    batch: Batch, waiting: Iterator[HandedIn], exercises: dict[str, Exercise], engine: Engine, workers: int
) -> Iterator[tuple[HandedIn, Attempt | None]]:
    """Return the attempt at each of ``waiting`` as soon as it is made; None where the exercise is not known."""

    def attempt(one: HandedIn) -> Attempt | None:
        exercise = exercises.get(one.exercise)
        if exercise is None:
            return None
        if one.fault:
            return Attempt(exercise, one.path, batch.seed, "invalid", one.fault)
        try:
            return engine.attempt(exercise, one.path, batch.seed)
        except KitError as error:
            return Attempt(exercise, one.path, batch.seed, "invalid", error.message)

    running: dict[Future[Attempt | None], HandedIn] = {}
    pool = ThreadPoolExecutor(workers)
    try:
        while True:
            for one in itertools.islice(waiting, 2 * workers - len(running)):
                running[pool.submit(attempt, one)] = one
            if not running:
                return
            # One that hangs does not keep the verdicts of others waiting: a kill would lose them.
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # after Ctrl-C nobody waits for what still runs
