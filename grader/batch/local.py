"""Grading a class on all cores of this machine, in bounded memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from grader.batch.handed_in import HandedIn
from grader.batch.report_on import report_on, told_to_students, without_verdict
from grader.catalogue import Exercise
from grader.judge import Attempt, Engine
from grader.kit.cores import available, cores
from grader.kit.errors import KitError


class Local:
    """Graders on this machine: at most twice as many submissions as ``workers`` are in memory at once."""

    def __init__(self, exercises: list[Exercise], engine: Engine, workers: int | None = None) -> None:
        self._exercises = {exercise.slug: exercise for exercise in exercises}
        self._engine = engine
        self._workers = workers or _at_once()

    def __call__(self, waiting: Iterator[HandedIn], seed: int) -> Iterator[tuple[HandedIn, dict[str, Any]]]:
        """Return the report on each of ``waiting`` as soon as it is known."""
        running: dict[Future[Attempt | None], HandedIn] = {}
        pool = ThreadPoolExecutor(self._workers)
        try:
            while True:
                for one in itertools.islice(waiting, 2 * self._workers - len(running)):
                    running[pool.submit(self._attempt, one, seed)] = one
                if not running:
                    return
                # One that hangs does not keep the verdicts of others waiting: a kill would lose them.
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    one, attempt = running.pop(future), future.result()
                    yield one, report_on(attempt) if attempt else without_verdict(one, seed, "invalid", one.fault)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # after Ctrl-C nobody waits for what still runs

    def _attempt(self, one: HandedIn, seed: int) -> Attempt | None:
        exercise = self._exercises.get(one.exercise)
        if exercise is None:
            return None
        if one.fault:
            return Attempt(exercise, one.path, seed, "invalid", one.fault)
        try:
            return self._engine.attempt(exercise, one.path, seed)
        except KitError as error:
            return Attempt(exercise, one.path, seed, "invalid", told_to_students(error, one.path))


def _at_once() -> int:
    """Return one more than there are cores, so that none is idle while something waits; no more where fewer are wanted."""
    return cores() + (cores() == available())
