"""What the tests of the lessons share: their code, run once, and the site, built once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from grader.isolation.environment import server_environment
from grader.kit.paths import Kit
from grader.standins import prepare
from tests.lessons.sources import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Whoever reaches out gets an error at once instead of a download; servers on this machine stay in reach.
NOWHERE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": "localhost,127.0.0.1"}


@dataclass(frozen=True)
class Outcome:
    """How a page or file of code ended: 0, another exit code, or minus a signal; and what it printed."""

    path: str
    code: int
    seconds: float
    output: str


class Runs:
    """The outcomes of all jobs, which come as they end."""

    def __init__(self, lines: IO[str]) -> None:
        self._lines = lines
        self._known: dict[str, Outcome] = {}

    def of(self, path: Path) -> Outcome:
        """Return the outcome of ``path``, when it is there."""
        while str(path) not in self._known:
            line = self._lines.readline()
            assert line, f"The process that runs the lessons ended before {path.name} was run; it says why above."
            outcome = Outcome(**json.loads(line))
            self._known[outcome.path] = outcome
        return self._known[str(path)]


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest, source_kit: Kit) -> Iterator[Runs]:
    """Return the runs of what the selected tests ask for: all start now, several at once."""
    asked = (item.callspec.params.get("code_of") for item in request.session.items if hasattr(item, "callspec"))
    wanted = [path for path in asked if path]
    data = prepare(source_kit.state / "standins", print).tfds_dir
    with tempfile.TemporaryDirectory(prefix="cbd-") as home:
        folders = [tempfile.mkdtemp(dir=home) for _ in wanted]
        jobs = [{"path": str(path), "folder": folder} for path, folder in zip(wanted, folders, strict=True)]
        # TFDS reads its variable when it is imported.
        environment = server_environment(Path(home)) | NOWHERE | {"TFDS_DATA_DIR": str(data)}
        command = [sys.executable, "-m", "tests.lessons.host"]
        host = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert host.stdin and host.stdout
        with host:
            host.stdin.writelines(json.dumps(job) + "\n" for job in jobs)
            host.stdin.close()
            yield Runs(host.stdout)
            host.terminate()


def build(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of ``root`` into ``folder`` strictly; with `--quiet`, MkDocs would forget to be strict."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built strictly: a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert done.returncode == 0, f"mkdocs build --strict says:\n{done.stderr}"
    return folder


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """Return the address of the site on a server."""
    from tests.browsing import served  # most tests need no browser, and a learner need not have Playwright

    with served(site) as address:
        yield address


@pytest.fixture
def lab(browser: Browser, base: str) -> Iterator[Page]:
    """Return the callback lab, open before somebody who was never here; whatever goes wrong in it fails the test."""
    from tests.browsing import Watched

    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    watched = Watched(page, base)
    page.goto(f"{base}/lab.html")
    yield page
    context.close()
    assert watched.faults == []
