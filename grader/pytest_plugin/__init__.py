"""`pytest exercises`: the plugin that turns pytest into a judge, and stays out of the way everywhere else.

Imports are deferred to where they are needed: pytest loads this module in every run of its environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from grader.judge import Runs
    from grader.pytest_plugin.grading import Grading

GRADING = "callbacks-grading"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that make a run of `pytest exercises` repeatable."""
    group = parser.getgroup("callbacks by doing")
    group.addoption("--grader-seed", type=int, default=None, metavar="N", help="the seed that cases are drawn from")
    group.addoption("--grader-device", choices=["cpu", "gpu"], default="cpu", help="where models train")
    group.addoption(
        "--require-sandbox", action="store_true", help="run nothing where a layer of the sandbox is missing"
    )
    group.addoption("--no-server", action="store_true", help="leave no warm server behind for the next command")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Register the grading of the learner's own files when the arguments name exercises alone."""
    if config.pluginmanager.has_plugin(GRADING) or not _only_exercises(config):
        return
    from grader.pytest_plugin.session import start

    start(config)


@pytest.fixture
def runs(request: pytest.FixtureRequest) -> Runs:
    """Give a check the runs of the submission that is being graded."""
    grading: Grading | None = request.config.pluginmanager.get_plugin(GRADING)
    if grading is None:
        pytest.skip("exercises are graded alone: run `pytest exercises`")
    return grading.runs_for(request.node)


def _only_exercises(config: pytest.Config) -> bool:
    arguments = [argument.partition("::")[0] for argument in config.args]
    return bool(arguments) and all(_is_exercise(config.invocation_params.dir / one) for one in arguments)


def _is_exercise(path: Path) -> bool:
    path = Path(os.path.normpath(path))
    folders = (path, path.parent)
    return any((folder / "exercise.toml").is_file() for folder in folders) or (
        path.name == "exercises" and any(path.glob("*/exercise.toml"))
    )
