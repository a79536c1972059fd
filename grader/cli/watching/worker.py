"""One grading at a time, in the background; a new one stops the one before it."""

from __future__ import annotations

import threading

from grader.catalogue import Exercise
from grader.cli.watching.events import Failed, Graded, Judged, Post, Said
from grader.judge import Attempt, Engine, new_seed, read
from grader.kit.errors import KitError
from grader.report import CheckResult


class Worker:
    """Grades the learner's file as often as it is asked to; ``number`` is that of the newest grading."""

    def __init__(self, engine: Engine, post: Post) -> None:
        self._engine, self._post = engine, post
        self._one_at_a_time = threading.Lock()
        self._attempt: Attempt | None = None
        self.number = 0

    def grade(self, exercise: Exercise) -> None:
        """Stop what is going on and grade ``exercise`` from the start."""
        self.stop()
        threading.Thread(target=self._grade, args=(exercise, self.number), daemon=True).start()

    def stop(self) -> None:
        """Stop what is going on; what it still posts has an older number."""
        self.number += 1
        if self._attempt:
            self._attempt.children.close()

    def _grade(self, exercise: Exercise, number: int) -> None:
        from grader.pytest_plugin.grade import judge  # imports pytest, which takes a while

        def tell(result: CheckResult) -> None:
            self._post(Judged(number, result))

        with self._one_at_a_time:
            if number != self.number:
                return
            try:
                attempt = self._attempt = read(exercise, exercise.submission, new_seed())
                if number != self.number:  # stopped between the two lines above
                    attempt.children.close()
                threading.Thread(target=self._engine.run, args=(attempt,), daemon=True).start()
                if unwritten := attempt.unwritten:
                    self._post(Said(f"Not in your file yet: {', '.join(f'`{name}`' for name in unwritten)}."))
                self._post(Graded(number, judge(attempt, tell)))
            except KitError as error:
                self._post(Failed(number, error.message))
            except Exception as error:
                self._post(Failed(number, f"The kit failed: {type(error).__name__}: {error}."))
