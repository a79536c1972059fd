"""The corpus of hostile submissions once more: as an ordinary user, and where a layer cannot be had."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.isolation.layers import VARIABLE
from grader.kit.paths import Kit
from tests.long.private_view import needed_by_tests, run_as_nobody

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="the layers are those of Linux"),
]
CORPUS = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
FEWEST = 130


def _all_passed(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode == 0, ended.stdout[-5000:] + ended.stderr[-2000:]
    passed = re.search(r"(\d+) passed", ended.stdout)
    assert passed and int(passed[1]) >= FEWEST, ended.stdout  # skipped tests prove nothing


def test_without_namespaces(source_kit: Kit) -> None:
    """Many systems forbid user namespaces; the other layers keep every promise but those that need them."""
    environment = {**os.environ, VARIABLE: "namespaces"}

    ended = subprocess.run(
        [*CORPUS, "tests/hostile"], cwd=source_kit.root, env=environment, capture_output=True, text=True, check=False
    )

    _all_passed(ended)


@pytest.mark.skipif(sys.platform == "linux" and os.geteuid() != 0, reason="this is an ordinary user already")
@pytest.mark.parametrize("off", ["", "namespaces"])
def test_as_an_ordinary_user(source_kit: Kit, monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    """Root and others are confined by different means: processes by seccomp here, by a limit there.

    What they started is gone afterwards, whichever launcher served them.
    """
    monkeypatch.setenv(VARIABLE, off)
    root = source_kit.root
    tests = [root / "tests" / "hostile", root / "tests" / "isolation" / "test_launchers.py"]
    command = [*CORPUS, *map(str, tests), f"--rootdir={root}"]
    # The temporary folders of pytest are closed to others.
    with tempfile.TemporaryDirectory(prefix="nobody-", dir="/tmp", ignore_cleanup_errors=True) as home:
        _all_passed(run_as_nobody(command, needed_by_tests(root), Path(home)))
