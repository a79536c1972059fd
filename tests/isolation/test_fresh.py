"""Fresh processes, and what becomes of them when their command is killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.isolation.fresh import FreshChild, FreshLauncher
from grader.isolation.run_folder import LOCK
from grader.kit.paths import Kit
from tests.isolation.leaving import is_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process is about is read from /proc")
SERVES = """import sys
from grader.child import lifeline
lifeline.end_with_parent()
print("waits", flush=True)
sys.stdin.readline()
print("served", flush=True)
sys.stdin.readline()
"""
ENDLESS = "open('begun', 'w').close()\nwhile True:\n    pass\n"


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> FreshLauncher:
    """Return a launcher whose children say that they wait, and answer any request with a line; the test closes it."""
    monkeypatch.setattr("grader.isolation.fresh.PYTHON", (sys.executable, "-c", SERVES))
    return FreshLauncher()


def test_a_child_outlives_the_thread_that_asked_for_it(launcher: FreshLauncher) -> None:
    """The system kills a child with the thread that started it: lanes come and go, and a spare must not go with one."""
    with contextlib.closing(launcher):

        def work() -> None:
            launcher.start({}).discard()
            assert launcher._spare.evidence.readline() == b"waits\n"

        lane = threading.Thread(target=work)
        lane.start()
        native = lane.native_id
        lane.join()
        _wait_until(lambda: not Path(f"/proc/self/task/{native}").exists())

        child = launcher.start({})

        assert child.evidence.readline() == b"served\n"
        child.discard()


def test_nothing_of_a_launcher_stays(launcher: FreshLauncher) -> None:
    """Its folder, its spare, the pipes and the thread end with it."""
    spare, folder = launcher._spare, launcher._folder
    (starter,) = launcher._starter._threads

    for _ in range(2):  # as on Ctrl-C, where nobody knows who was first
        launcher.close()

    assert spare._process.returncode is not None
    assert spare.evidence.closed
    assert not folder.exists()
    assert not starter.is_alive()


def test_a_child_that_was_left_in_the_middle_ends(launcher: FreshLauncher) -> None:
    """Closing the launcher kills those that others wait for."""
    child: FreshChild = launcher.start({})
    assert [child.evidence.readline() for _ in range(2)] == [b"waits\n", b"served\n"]

    launcher.close()

    assert child.evidence.readline() == b""
    child.discard()


def test_a_killed_command_leaves_no_process_and_the_next_one_sweeps(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Child and spare end with the command, even while a submission loops; its folders go when they are old."""
    runs = tmp_path / "runs"
    runs.mkdir()
    (kit.exercises / "00_first_callback" / "exercise.py").write_text(ENDLESS, encoding="utf-8")
    command = [sys.executable, "-m", "grader", "check", "00"]
    environment = {**os.environ, "TMPDIR": str(runs), "CALLBACKS_LAUNCHER": "fresh"}
    with subprocess.Popen(command, cwd=kit.root, env=environment, stdout=subprocess.DEVNULL) as process:
        _wait_until(lambda: bool(list(runs.rglob("begun"))))
        children = _children_of(process.pid)
        process.kill()
    assert [is_gone(pid) for pid in children] == [True, True]

    left = list(runs.glob("callbacks-run-*"))
    assert {*left} == {*runs.iterdir()}
    for folder in left:
        os.utime(folder / LOCK, (0, 0))
    monkeypatch.setattr(tempfile, "tempdir", str(runs))
    monkeypatch.setattr("grader.isolation.fresh.PYTHON", (sys.executable, "-c", SERVES))
    FreshLauncher().close()
    assert list(runs.iterdir()) == []


def _children_of(pid: int) -> list[int]:
    """Return the children that the threads of the process have started."""
    texts = [file.read_text(encoding="ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for text in texts for child in text.split()]


def _wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)
