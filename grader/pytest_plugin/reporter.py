"""What `pytest exercises` prints: one block for each exercise, in a learner's words."""

from __future__ import annotations

import sys

import pytest
from _pytest.terminal import TerminalReporter  # pytest offers no public base class for a reporter

from grader.catalogue import Exercise
from grader.kit.paths import Kit
from grader.picture.terminal import sketches
from grader.pytest_plugin.grading import Grading
from grader.report import Report
from grader.report.text import make_console, points, render


class ExerciseReporter(TerminalReporter):  # type: ignore[misc]  # marked final, yet the only reporter to build on
    """Shows reports instead of dots, tracebacks and summaries; everything else of pytest stays."""

    grading: Grading

    def __init__(self, config: pytest.Config, kit: Kit) -> None:
        super().__init__(config, sys.stdout)
        self._kit = kit
        self._console = make_console()
        self._left: dict[str, int] = {}
        self._exercises: dict[str, Exercise] = {}
        self._reports: list[Report] = []

    def take_over(self) -> None:
        """Replace pytest's own reporter by this one."""
        manager = self.config.pluginmanager
        if standard := manager.get_plugin("terminalreporter"):
            manager.unregister(standard)
        manager.register(self, "terminalreporter")

    def say(self, sentence: str) -> None:
        """Show at once what takes its time."""
        if self.verbosity >= 0:
            self._console.print(sentence, style="dim")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the checks of each exercise, to know when its block can be shown."""
        super().pytest_collection_finish(session)
        for item in session.items:
            if exercise := self.grading.exercise_of(item):
                self._exercises[item.nodeid] = exercise
                self._left[exercise.slug] = self._left.get(exercise.slug, 0) + 1

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Print nothing: the block says it all."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the outcome as pytest does, without its dot."""
        category, _, _ = self.config.hook.pytest_report_teststatus(report=report, config=self.config)
        self._tests_ran = True
        self._add_stats(category, [report])

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Show the block of an exercise after its last check."""
        exercise = self._exercises[nodeid]
        self._left[exercise.slug] -= 1
        if self._left[exercise.slug] == 0:
            self._show(exercise)

    def _show_interrupted(self) -> None:
        """Show what was judged of exercises that were interrupted."""
        for exercise in self._exercises.values():
            if self._left.get(exercise.slug) and self.grading.has_results(exercise):
                self._left[exercise.slug] = 0
                self._show(exercise)

    def summary_failures(self) -> None:
        """Close the blocks; tracebacks of checks are of no use to a learner."""
        self._show_interrupted()
        graded = [report for report in self._reports if report.standing != "not_attempted"]
        earned, possible = (sum(getattr(one, name) for one in self._reports) for name in ("score", "max_score"))
        if self._reports:
            seed = self._reports[0].seed
            self._console.print(f"\n{points(earned)} of {points(possible)} points", style="bold", end="")
            self._console.print(f" in {len(self._reports)} exercises, {len(graded)} of them started (seed {seed})")

    def short_test_summary(self) -> None:
        """Print nothing: the blocks have said it."""

    def _show(self, exercise: Exercise) -> None:
        report = self.grading.report_on(exercise)
        self._reports.append(report)
        if self.verbosity >= 0 or report.status != "passed":
            self._console.print()
            self._console.print(
                render(report, self._console, self._kit.root, beside=sketches(report.picture, self._console))
            )
