"""Grading a class on other machines too, through Dask: each worker keeps a warm server of its own."""

from __future__ import annotations

import itertools
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.batch.report_on import report_on, without_verdict
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import find_kit

AHEAD = 2  # submissions for each thread of the cluster that are under way at once
_JUDGING = threading.Lock()  # a judge silences the streams of its process


class Cluster:
    """Graders on the workers of the Dask scheduler at ``address``; raises KitError when it does not answer.

    The kit, of the same version, must be installed where the workers run. A worker that dies costs nothing: what it had
    begun is begun again elsewhere. What kills several workers in turn gets no verdict, and is no zero.
    """

    def __init__(self, address: str) -> None:
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
                if one.fault:
                    yield one, without_verdict(one, seed, "invalid", one.fault)
                    continue
                future = self._client.submit(
                    grade_here, grader.__version__, one.exercise, one.path.name, one.path.read_bytes(), seed, pure=False
                )
                running[future] = one
                ended.add(future)
            if not running:
                return
            future = next(ended)
            one = running.pop(future)
            error = future.exception()
            if error is None:
                yield one, future.result()
            else:
                yield one, without_verdict(one, seed, "harness_error", f"{type(error).__name__}: {error}")


def grade_here(version: str, slug: str, name: str, source: bytes, seed: int) -> dict[str, Any]:
    """Grade a submission on the machine that this runs on, and return its report; raises KitError on another version."""
    if version != grader.__version__:
        raise KitError(f"This worker has version {grader.__version__} of the kit, the batch is of {version}.")
    kit = find_kit()
    with tempfile.TemporaryDirectory(prefix="callbacks-submission-") as folder:
        file = Path(folder) / name
        file.write_bytes(source)
        attempt = _engine().attempt(find_exercise(kit, slug), file, seed)
        with _JUDGING:
            return report_on(attempt)


@cache
def _engine() -> Engine:
    return Engine(find_kit())
