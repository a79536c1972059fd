"""Ctrl-C in the middle of a grading ends everything at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.isolation import launcher_name
from grader.isolation.servers import SharedServer
from grader.kit.paths import Kit

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or launcher_name() != "shared", reason="the server tells which children it has"
)
ENDLESS = "import os\nwith open(os.environ['HOME'] + '/begun', 'w'):\n    pass\nwhile True:\n    pass\n"
PYTEST = ["pytest", "-p", "no:cacheprovider", "exercises/00_first_callback"]
COMMANDS = {
    "grader check": ["grader", "check", "00"],
    "grader check --no-server": ["grader", "check", "00", "--no-server"],
    "pytest exercises": PYTEST,
    "pytest exercises --no-server": [*PYTEST, "--no-server"],
    "grader batch": ["grader", "batch", "class", "--out", "out", "--exercise", "00"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_ctrl_c_leaves_nothing_behind(kit: Kit, tmp_path: Path, command: str) -> None:
    """The command ends; its child is gone, its folder, and a server of its own; a shared one waits for the next command."""
    runs = tmp_path / "runs"
    runs.mkdir()
    (kit.root / "class" / "ada").mkdir(parents=True)
    for folder in (kit.exercises / "00_first_callback", kit.root / "class" / "ada"):
        (folder / "exercise.py").write_text(ENDLESS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", *COMMANDS[command]],
        cwd=kit.root,
        env={**os.environ, "TMPDIR": str(runs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    _wait_until(lambda: bool(list(runs.rglob("begun"))))

    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[0].decode()

    # Where Ctrl-C meets Python in the middle of an exec, as dataclasses use it, Python ends by the signal although the
    # exception was caught (run_eval_code_obj in CPython 3.11); shells call that 130 as well.
    assert process.returncode in (2, 130, -signal.SIGINT), said
    assert "Traceback" not in said
    assert list(runs.iterdir()) == []
    _wait_until(lambda: not _processes_that_name(runs))
    if "--no-server" not in command:
        _wait_until(lambda: (SharedServer(print).ask("status") or {})["running"] == 0)


def _processes_that_name(folder: Path) -> list[Path]:
    """Return the processes with ``folder`` in their command, as a server of a command's own and its children have it."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if str(folder).encode() in command.read_bytes():
                found.append(command.parent)
    return found


def _wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)
