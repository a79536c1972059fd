"""What makes attempts in one command: a launcher and stand-in data, each made ready when first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from grader import standins
from grader.catalogue import Exercise
from grader.evidence import Evidence
from grader.isolation import Cores, Launcher, layers, open_launcher
from grader.judge.attempt import Attempt, Settings, read, run
from grader.kit.cores import cores
from grader.kit.errors import KitError
from grader.kit.paths import Kit

Progress = Callable[[str], None]
CLEARING_AWAY = 5.0  # seconds that runs which were stopped get to remove their folders


class Engine:
    """Makes attempts at the exercises of ``kit``; safe to use from several threads.

    All cores are used. ``progress`` is told in a sentence what takes its time; without ``shared`` the warm server ends
    with the command, and nothing is run where a protection of ``required`` is missing, or one that the environment
    demands (CALLBACKS_REQUIRE_SANDBOX), whatever the command.
    Untouched and unreadable files need no launcher, no data.
    """

    def __init__(
        self,
        kit: Kit,
        *,
        device: str = "cpu",
        shared: bool = True,
        required: tuple[str, ...] = (),
        progress: Progress = lambda _: None,
    ) -> None:
        self._kit, self._device, self._shared, self._progress = kit, device, shared, progress
        self._required, self._cores = tuple({*required, *layers.required()}), Cores(cores())
        self._stack = ExitStack()
        self._lock = threading.Lock()
        self._launcher: Launcher | None = None
        self._runs = 0
        self._idle = threading.Condition()

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every child."""
        self.close()

    def attempt(self, exercise: Exercise, path: Path, seed: int) -> Attempt:
        """Read and run the submission at ``path``; raises KitError when there is none to read."""
        attempt = read(exercise, path, seed)
        self.run(attempt)
        return attempt

    def run(self, attempt: Attempt) -> None:
        """Run what ``read`` returned, if it can be graded; others may judge it meanwhile, in other threads."""
        if attempt.evidence is None:
            return
        with self._counted():
            self._run(attempt, attempt.evidence)

    def _run(self, attempt: Attempt, evidence: Evidence) -> None:
        try:
            settings = Settings(self._data(attempt.exercise), self._device, self._required, self._cores)
            run(attempt, self.launcher(), settings)
        except KitError as error:
            attempt.standing, attempt.message = "harness_error", error.message
        except Exception as error:
            attempt.standing, attempt.message = "harness_error", f"The kit failed: {type(error).__name__}: {error}"
        finally:
            evidence.close()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._idle:
            self._runs += 1
        try:
            yield
        finally:
            with self._idle:
                self._runs -= 1
                self._idle.notify_all()

    def launcher(self) -> Launcher:
        """Return the launcher, which is opened on the first call."""
        with self._lock:
            if self._launcher is None:
                self._launcher = self._stack.enter_context(open_launcher(self._progress, shared=self._shared))
            return self._launcher

    def close(self) -> None:
        """End every child, and wait until the runs that other threads have begun left nothing behind."""
        self._stack.close()
        with self._idle:
            self._idle.wait_for(lambda: not self._runs, CLEARING_AWAY)

    def _data(self, exercise: Exercise) -> Path | None:
        if not exercise.data:
            return None
        with self._lock:
            return standins.prepare(self._kit.state / "standins", self._progress, exercise.data).tfds_dir
