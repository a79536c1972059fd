"""Grading the learner's own files in `pytest exercises`: all at once in the background, shown in order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader.catalogue import Exercise, all_exercises
from grader.isolation import LAYERS
from grader.judge import Attempt, Engine, new_seed, read
from grader.judge.turns import turns
from grader.kit.cores import cores
from grader.kit.errors import KitError
from grader.kit.paths import find_kit
from grader.picture.kept import remember
from grader.pytest_plugin import GRADING
from grader.pytest_plugin.grading import Grading
from grader.pytest_plugin.reporter import ExerciseReporter

# Options of pytest with which some checks of what is named are left out, or all.
_SELECTING = ("collectonly", "keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise")


class Attempts:
    """The attempts of one session; each is made once, in the background, while those before it are judged."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self._engine, self._seed = engine, seed
        self._pool = ThreadPoolExecutor(cores())
        self._attempts: dict[str, Attempt] = {}

    def of(self, exercise: Exercise) -> Attempt:
        """Return the attempt at ``exercise``, which is started on the first call; its evidence may be coming in."""
        if exercise.slug not in self._attempts:
            attempt = self._attempts[exercise.slug] = self._read(exercise)
            self._pool.submit(self._engine.run, attempt)
        return self._attempts[exercise.slug]

    def close(self) -> None:
        """End every child and drop what has not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._engine.close()

    def _read(self, exercise: Exercise) -> Attempt:
        try:
            return read(exercise, exercise.submission, self._seed)
        except KitError as error:
            return Attempt(exercise, exercise.submission, self._seed, "invalid", error.message)


class Session:
    """Begins the attempts, the sooner the better, ends them with the session, keeps the progress."""

    def __init__(self, attempts: Attempts, grading: Grading, exercises: Sequence[Exercise]) -> None:
        self._attempts, self._grading = attempts, grading
        self._known = exercises
        self._exercises: list[Exercise] = []

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Begin the exercises that are named as a whole: children are at work while pytest looks for the checks."""
        self._begin(named_whole(session.config, self._known))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin what else will be judged."""
        found = (self._grading.exercise_of(item) for item in session.items)
        self._exercises = list({one.slug: one for one in found if one}.values())
        if not session.config.option.collectonly:
            self._begin(self._exercises)

    def _begin(self, exercises: Sequence[Exercise]) -> None:
        for exercise in turns(exercises, cores()):
            self._attempts.of(exercise)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Keep the learner's progress; a folder that cannot be written to spoils no verdict."""
        judged = [one for one in self._exercises if self._grading.has_results(one)]
        try:
            if judged:
                remember(find_kit(), [self._grading.report_on(exercise) for exercise in judged])
        except KitError as error:
            session.config.issue_config_time_warning(pytest.PytestWarning(error.message), stacklevel=2)

    def pytest_unconfigure(self) -> None:
        """End every child."""
        self._attempts.close()


def named_whole(config: pytest.Config, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Return those of ``exercises`` that are judged with all their checks, as far as the command alone can tell."""
    option = config.option
    if any(getattr(option, name, None) for name in _SELECTING):
        return []
    named = {Path(os.path.normpath(config.invocation_params.dir / argument)) for argument in config.args}
    return [one for one in exercises if {one.folder, one.folder.parent} & named]


def start(config: pytest.Config) -> None:
    """Register the plugins of a session that grades the learner's own files."""
    # The same file names repeat in every exercise, whatever configuration surrounds them.
    config.option.importmode = "importlib"
    kit = find_kit(config.rootpath)
    seed = config.getoption("--grader-seed")
    reporter = ExerciseReporter(config, kit)
    device, shared = config.getoption("--grader-device"), not config.getoption("--no-server")
    required = LAYERS if config.getoption("--require-sandbox") else ()
    engine = Engine(kit, device=device, shared=shared, required=required, progress=reporter.say)
    attempts = Attempts(engine, new_seed() if seed is None else seed)
    exercises = all_exercises(kit)
    grading = Grading({exercise.folder: exercise for exercise in exercises}, attempts.of)
    reporter.grading = grading
    config.pluginmanager.register(grading, GRADING)
    config.pluginmanager.register(Session(attempts, grading, exercises), "callbacks-session")
    reporter.take_over()
