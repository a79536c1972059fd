"""Grading a class on other machines too, through Dask: each worker keeps a warm server of its own."""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.batch.report_on import fault_of, report_on, told_to_students
from grader.catalogue import Exercise, find_exercise
from grader.catalogue.submission import bytes_of
from grader.isolation.run_folder import run_folder
from grader.judge import Attempt, Engine
from grader.judge.attempt import Standing
from grader.kit.errors import KitError
from grader.kit.paths import find_kit

AHEAD = 2  # submissions for each thread of the cluster that are under way at once
_JUDGING = threading.Lock()  # a judge silences the streams of its process
_BEGINNING = threading.Lock()  # of two engines one would be forgotten, and its server with it


class Cluster:
    """Graders on the workers of the Dask scheduler at ``address``; raises KitError when it does not answer.

    The kit, of the same version, must be installed where the workers run. A worker that dies costs nothing: what it had
    begun is begun again elsewhere. What kills several workers in turn gets no verdict, and is no zero.
    """

    def __init__(self, address: str, exercises: list[Exercise]) -> None:
        self._exercises = {exercise.slug: exercise for exercise in exercises}
        try:
            from distributed import Client
        except ImportError as error:
            raise KitError("--scheduler needs Dask: pip install 'PATH_OF_KIT[cluster]'") from error
        try:
            self._client = Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise KitError(f"No Dask scheduler answers at {address}: {error}.") from error

    def close(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._client.close()

    def __call__(self, waiting: Iterator[HandedIn], seed: int) -> Iterator[tuple[HandedIn, dict[str, Any]]]:
        """Return the report on each of ``waiting`` as soon as it is known."""
        from distributed import as_completed

        running: dict[Any, HandedIn] = {}
        ended = as_completed()
        most = AHEAD * max(1, sum(self._client.nthreads().values()))
        while True:
            for one in itertools.islice(waiting, most - len(running)):
                try:
                    future = self._submit(one, seed)
                except KitError as error:
                    yield one, self._fault(one, seed, told_to_students(error, one.path))
                    continue
                running[future] = one
                ended.add(future)
            if not running:
                return
            future = next(ended)
            one = running.pop(future)
            lost = future.exception()
            if lost is None:
                yield one, future.result()
            else:
                yield one, self._fault(one, seed, f"{type(lost).__name__}: {lost}", "harness_error")

    def _submit(self, one: HandedIn, seed: int) -> Any:
        """Send ``one`` to a worker; raises KitError when there is nothing to send, or more than an answer may hold."""
        if one.fault:
            raise KitError(one.fault)
        source = bytes_of(one.path)
        return self._client.submit(
            grade_here, grader.__version__, one.exercise, one.path.name, source, seed, pure=False
        )

    def _fault(self, one: HandedIn, seed: int, message: str, standing: Standing = "invalid") -> dict[str, Any]:
        return fault_of(one, seed, self._exercises.get(one.exercise), message, standing)


def grade_here(version: str, slug: str, name: str, source: bytes, seed: int) -> dict[str, Any]:
    """Grade a submission on the machine that this runs on, and return its report; raises KitError on another version."""
    if version != grader.__version__:
        raise KitError(f"This worker has version {grader.__version__} of the kit, the batch is of {version}.")
    exercise = find_exercise(find_kit(), slug)
    with run_folder() as folder:
        file = folder / name
        file.write_bytes(source)
        engine = engine_here()
        try:
            attempt = engine.attempt(exercise, file, seed)
        except KitError as error:
            attempt = Attempt(exercise, file, seed, "invalid", told_to_students(error, file))
        if attempt.standing == "harness_error":
            _done_with(engine)
        with _JUDGING:
            return report_on(attempt)


def engine_here() -> Engine:
    """Return this worker's own engine, whose warm server ends with the worker, also with one that is killed."""
    with _BEGINNING:
        return _engine()


def _done_with(engine: Engine) -> None:
    """Let the next submission begin with another engine: a server that has died would fail them all."""
    with _BEGINNING:
        if _engine() is engine:
            _engine.cache_clear()
            atexit.unregister(engine.close)
            engine.close()


@cache
def _engine() -> Engine:
    engine = Engine(find_kit(), shared=False)
    atexit.register(engine.close)
    return engine
