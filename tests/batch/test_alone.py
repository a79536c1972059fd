"""One batch at a time in a folder."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.batch.alone import alone_in
from grader.kit.errors import KitError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")

HOLDS = """
import sys
from pathlib import Path
from grader.batch.alone import alone_in
with alone_in(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_sent_away_until_the_first_is_gone(tmp_path: Path) -> None:
    """Also when the first was killed: a lock that outlives its owner would be worse than none."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"in\n"
        with pytest.raises(KitError, match="Another `grader batch` is at work"), alone_in(tmp_path):
            pass
        other.send_signal(signal.SIGKILL)

    with alone_in(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    """Before anything is graded that could not be kept."""
    (tmp_path / "file").touch()

    with pytest.raises(KitError, match="Nothing can be written into"), alone_in(tmp_path / "file" / "out"):
        pass
