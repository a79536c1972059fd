"""What all tests share: profiles of hypothesis, a kit of their own, and one warm engine."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from grader.isolation import launcher_name
from grader.isolation.servers import SharedServer
from grader.judge import Engine
from grader.kit.cores import VARIABLE as CORES_VARIABLE
from grader.kit.paths import ROOT_VARIABLE, Kit

# Tests that share what is expensive run in one process when several share the work: the name of each group, by folder.
GROUPS = {
    "tests/course/test_commands.py": "course",
    "tests/notebook/test_kernel.py": "kernel",
    "tests/course/test_pipeline.py": "a term with nbgrader",
    "tests/lessons/test_code.py": "code of the lessons",
    "tests/lessons/test_browser.py": "browser",
    "tests/lessons/test_lab.py": "browser",
    "tests/course/test_browser.py": "browser",
    "tests/lessons/test_lab_links.py": "browser",
    "tests/lessons/test_lab_page.py": "browser",
    "tests/lessons/test_site.py": "browser",
    "tests/quiz/browser": "browser",
    "tests/standins": "stand-ins",
    "tests/class_report/test_page.py": "browser",
    "tests/picture/test_browser.py": "browser",
}
SOURCE = Kit(Path(__file__).resolve().parents[1])
if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SLOW_START = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "gate", derandomize=True, max_examples=150, deadline=None, database=None, suppress_health_check=_SLOW_START
)
settings.register_profile("prove", max_examples=2000, deadline=None, database=None, suppress_health_check=_SLOW_START)
settings.load_profile(os.environ.get("CALLBACKS_PROFILE", "gate"))


if os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1") != "1":
    # Processes that share the tests share the cores as well: each keeps to one.
    os.environ[CORES_VARIABLE] = "1"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background deaf to Ctrl-C, and so would be every command that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the groups, for pytest-xdist."""
    for item in items:
        path = item.path.relative_to(SOURCE.root).as_posix() if item.path.is_relative_to(SOURCE.root) else ""
        if name := next((name for place, name in GROUPS.items() if path.startswith(place)), None):
            item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all pages; Playwright can be started once in a process."""
    from tests.browsing import open_browser  # most tests need no browser, and a learner need not have Playwright

    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def server_of_these_tests() -> Iterator[None]:
    """Keep the shared warm server of the tests apart from that of whoever runs them, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield
        if launcher_name() == "shared":
            SharedServer(print).ask("stop")


@pytest.fixture(scope="session")
def source_kit() -> Kit:
    """Return the kit under test, whose ``exercise.py`` files belong to the learner and are never read."""
    return SOURCE


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """Return a copy of the kit with pristine stubs, which the test may change; commands in it find it by themselves."""
    root = tmp_path / "kit"
    ignored = shutil.ignore_patterns("__pycache__", "exercise.py")
    shutil.copytree(SOURCE.exercises, root / "exercises", ignore=ignored)
    shutil.copytree(SOURCE.solutions, root / "solutions", ignore=ignored)
    for stub in root.glob("exercises/*/stub.py"):
        shutil.copy(stub, stub.with_name("exercise.py"))
    if (SOURCE.state / "standins").exists():
        (root / ".grader").mkdir()
        (root / ".grader" / "standins").symlink_to(SOURCE.state / "standins")
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    monkeypatch.chdir(root)
    return Kit(root)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return an engine with a warm server that lives as long as the tests."""
    with Engine(SOURCE) as shared:
        yield shared
