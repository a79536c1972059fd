"""The plugin object that gives checks their runs and turns their outcomes into reports."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader.catalogue import Exercise, Submission
from grader.diagnosis import diagnosis_of
from grader.judge import Attempt, CheckInfo, NotJudged, Runs, info_of
from grader.judge.modules import load_module
from grader.picture.build import picture_of
from grader.pytest_plugin.blame import unmet_by
from grader.pytest_plugin.output import of_attempt, of_runs
from grader.report import CheckResult, Report

_RUNS = pytest.StashKey[Runs]()
RESULT = pytest.StashKey[CheckResult]()
Told = Callable[[CheckResult], object]


class Grading:
    """Judges the submissions of one pytest session.

    ``exercises`` are those that may be judged, by their folder; ``attempt_of`` gives the attempt at one, ready to be
    judged; checks wait for the evidence that they need. ``told`` hears each verdict as it is reached.
    """

    def __init__(
        self, exercises: dict[Path, Exercise], attempt_of: Callable[[Exercise], Attempt], told: Told = lambda _: None
    ) -> None:
        self._exercises = exercises
        self._attempt_of, self._told = attempt_of, told
        self._results: dict[str, dict[str, CheckResult]] = {}

    def exercise_of(self, item: pytest.Item) -> Exercise | None:
        """Return the exercise that ``item`` is a check of, or None."""
        return self._exercises.get(item.path.parent)

    def runs_for(self, item: pytest.Item) -> Runs:
        """Return the runs for the check ``item``; raises NotJudged when there is nothing to judge."""
        exercise = self.exercise_of(item)
        info = info_of(getattr(item, "obj", None))
        if exercise is None or info is None:
            raise NotJudged("harness_error", f"{item.name} uses `runs` but is no check of an exercise.")
        runs = Runs(self._attempt_of(exercise), info.needs)
        item.stash[_RUNS] = runs
        return runs

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Replace tracebacks by verdicts, and keep the result of each check."""
        report: pytest.TestReport = yield
        exercise = self.exercise_of(item)
        if exercise is None or report.when == "teardown" or (report.when == "setup" and report.passed):
            return report
        result = self._judge(item, exercise, call.excinfo, passed=report.passed)
        self._results.setdefault(exercise.slug, {})[item.name] = result
        item.stash[RESULT] = result
        self._told(result)
        report.user_properties.append(("score", f"{result.score:g} / {result.max_score:g}"))
        if result.printed:
            report.sections.append(("printed by your code", result.printed))
        if result.status != "passed":
            # A skipped or xfailed check has not been judged: it must never look like success.
            report.outcome = "failed"
            report.longrepr = f"{result.title}\n{result.message}"
            report.when = "call"
            for attribute in ("wasxfail",):
                if hasattr(report, attribute):
                    delattr(report, attribute)
        return report

    def has_results(self, exercise: Exercise) -> bool:
        """Tell whether any check of ``exercise`` has been judged."""
        return exercise.slug in self._results

    def report_on(self, exercise: Exercise) -> Report:
        """Return the report on ``exercise``: every check of its suite, run or not."""
        attempt = self._attempt_of(exercise)
        attempt.wait()
        found = self._results.get(exercise.slug, {})
        suite = load_module(exercise.suite)
        checks = [found.get(check.name, check) for check in _checks_in(suite, exercise)]
        evidence = attempt.evidence
        report = Report(
            exercise=exercise.slug,
            title=exercise.title,
            submission=str(attempt.path),
            seed=attempt.seed,
            checks=checks,
            standing=attempt.standing,
            message=attempt.message,
            line=attempt.line,
            seconds=evidence.seconds if evidence else 0.0,
            output=of_attempt(attempt),
            protections=evidence.protections if evidence else [],
            versions=evidence.versions if evidence else {},
            complete={check.name for check in checks} == set(found),
            digest=attempt.digest,
        )
        if report.status == "failed" and report.complete:
            report.diagnosis = diagnosis_of(exercise.folder, checks)
        with contextlib.suppress(Exception):  # what cannot be drawn costs nobody a verdict
            report.picture = picture_of(report, attempt, getattr(suite, "foreseen", None))
        return report

    def _judge(
        self, item: pytest.Item, exercise: Exercise, excinfo: pytest.ExceptionInfo[Any] | None, *, passed: bool
    ) -> CheckResult:
        function = getattr(item, "obj", None)
        info, result = info_of(function), _unjudged(item.name, function, exercise)
        runs = item.stash.get(_RUNS, None)
        if runs and runs.touched:
            result.printed, result.run = of_runs(runs.touched[-1:]), runs.touched[-1].name
        error = excinfo.value if excinfo else None
        if passed and error is None and info:
            result.status = "passed"
        elif unmet := unmet_by(error, runs.touched if runs else ()):
            result.status = "failed"
            result.expected, result.seen, result.why = unmet.expected, unmet.seen, unmet.why
            result.line = unmet.line or self._line_of(exercise, info.needs if info else None)
        elif isinstance(error, NotJudged):
            result.status, result.note, result.line = error.status, error.message, error.line
        else:
            result.status = "harness_error"
            result.note = f"The check itself failed: {type(error).__name__}: {error}"
        return result

    def _line_of(self, exercise: Exercise, name: str | None) -> int | None:
        submission: Submission | None = self._attempt_of(exercise).submission
        return submission.line_of(name) if submission and name else None


def checks_of(exercise: Exercise) -> list[CheckResult]:
    """Return every check of the exercise's suite, in order, before it was judged."""
    return _checks_in(load_module(exercise.suite), exercise)


def _checks_in(suite: ModuleType, exercise: Exercise) -> list[CheckResult]:
    found = vars(suite).items()
    return [_unjudged(name, function, exercise) for name, function in found if name.startswith("test_")]


def _unjudged(name: str, function: Any, exercise: Exercise) -> CheckResult:
    info = info_of(function) or CheckInfo(0.0)
    sentence = " ".join((getattr(function, "__doc__", None) or name).strip().split("\n\n")[0].split())
    return CheckResult(name, sentence, info.points, info.lesson or exercise.lesson, info.stage)
