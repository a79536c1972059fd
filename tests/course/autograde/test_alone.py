"""Who grades an assignment is alone with it, and so is what they have started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.autograde import alone
from grader.course.autograde.alone import take
from grader.kit.errors import KitError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such lock")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.0)


def test_the_second_is_refused(tmp_path: Path) -> None:
    """As long as the first is at work; then the folder is free."""
    with take(tmp_path / "week_1"), pytest.raises(KitError, match="Another `nbgrader autograde` is at work on week_1"):
        take(tmp_path / "week_1")

    take(tmp_path / "week_1").close()


def test_what_was_started_keeps_others_out(tmp_path: Path) -> None:
    """After a kill the process beside nbgrader may still write a line: nobody comes between."""
    lock = take(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock.fileno()]) as beside:
        lock.close()
        with pytest.raises(KitError, match="Another"):
            take(tmp_path)
        beside.communicate(b"\n")

    take(tmp_path).close()


def test_what_waits_to_be_cleared_away_is_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The formgrader grades again in the same process, where Python has not collected the first time yet."""
    monkeypatch.setattr(alone, "PATIENCE", 10.0)
    gone: list[object] = [take(tmp_path)]
    gone.append(gone)
    del gone

    take(tmp_path).close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The sentence says where nothing can be written."""
    (tmp_path / "file").touch()

    with pytest.raises(KitError, match="Nothing can be written into"):
        take(tmp_path / "file" / "week_1")
