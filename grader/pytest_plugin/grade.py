"""One submission in, one report out."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import pytest_plugin
from grader.judge import Attempt
from grader.kit.syntax import ALONE
from grader.pytest_plugin import GRADING
from grader.pytest_plugin.grading import Grading, Told
from grader.report import Report

# Nothing of the folder that a person works in may change a verdict: no configuration, no conftest, no other plugin.
_ARGUMENTS = (
    "--noconftest",
    "--import-mode=importlib",
    "--disable-plugin-autoload",
    "--capture=no",
    "--rootdir={folder}",
    "--config-file={nothing}",
    "--confcutdir={exercise}",  # else pytest lists every folder above, which may be long
    *(f"-pno:{name}" for name in ("terminal", "cacheprovider", "stepwise", "junitxml", "pastebin", "faulthandler")),
    *(f"-pno:{name}" for name in ("doctest", "unittest", "debugging", "setuponly", "setupplan")),
    # They watch this whole process, other threads and their garbage included, on behalf of a suite that starts none.
    *(f"-pno:{name}" for name in ("threadexception", "unraisableexception")),
)


def judge(attempt: Attempt, told: Told = lambda _: None, only: str | None = None) -> Report:
    """Run the suite of the attempt's exercise on its evidence, as it comes in, and return the report.

    ``told`` hears each verdict as it is reached, unless there is nothing to judge. The suite must give a result for
    every check that its source names; otherwise the status is ``harness_error``, also when ``only`` one check was run.
    """
    exercise = attempt.exercise
    grading = Grading({exercise.folder: exercise}, lambda _: attempt, told if attempt.evidence else lambda _: None)
    arguments = [
        one.format(folder=exercise.folder.parent, exercise=exercise.folder, nothing=os.devnull) for one in _ARGUMENTS
    ]
    suite = f"{exercise.suite}::{only}" if only else str(exercise.suite)
    session = _Session(grading)
    # Other threads may be reading submissions, and pytest builds the syntax tree of a suite that it has not seen before.
    with _silence(), _no_options(), ALONE:
        code = pytest.main([*arguments, suite], plugins=[session, pytest_plugin])
    _forget(exercise.suite)
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    report = grading.report_on(exercise)
    if not report.complete or report.max_score != exercise.points:
        report.standing = "harness_error"
        report.message = (
            f"The suite of {exercise.slug} gave {report.max_score:g} points in {len(report.checks)} checks; "
            f"it should give {exercise.points:g}, with a result for every check "
            f"(pytest ended with {code}{''.join(f'; {fault}' for fault in session.faults)})."
        )
    return report


def _forget(suite: Path) -> None:
    """Drop the suite's module, so that another suite of the same name is never taken for it."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) == str(suite):
            del sys.modules[name]


class _Session:
    """Registers the grading under the name that the fixture looks for, and keeps what goes wrong with pytest itself."""

    def __init__(self, grading: Grading) -> None:
        self._grading = grading
        self.faults: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self._grading, GRADING)
        config.option.tbstyle = "native"  # nobody reads these; the others look up source lines

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.faults.append(excinfo.exconly())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(report.longreprtext.strip().rpartition("\n")[2])


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


@contextlib.contextmanager
def _no_options() -> Iterator[None]:
    """Hide PYTEST_ADDOPTS and PYTEST_PLUGINS, which would reach into the judge."""
    hidden = {name: os.environ.pop(name) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS") if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
