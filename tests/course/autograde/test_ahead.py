"""What grades ahead of nbgrader is gone with it, however it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SOURCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
ENDLESS = "import os\nopen(os.environ['HOME'] + '/begun', 'w').close()\nwhile True:\n    pass\n"
PROGRAM = """
import signal, sys
from pathlib import Path
from grader.course.autograde.verdicts import Answer, Verdicts
from grader.kit.paths import find_kit
signal.signal(signal.SIGINT, signal.default_int_handler)
verdicts, answer = Verdicts(find_kit(), Path(sys.argv[1])), Answer("ada", "02_detect_overfitting", sys.argv[2])
verdicts.begin([answer])
print(verdicts.ahead.process.pid, flush=True)
verdicts.of(answer)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_nothing_outlives_nbgrader(tmp_path: Path, end: signal.Signals) -> None:
    """Neither after Ctrl-C nor after a kill goes anything on: not the process, not the answer that it runs."""
    runs = tmp_path / "runs"
    runs.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "batch"), ENDLESS],
        cwd=SOURCE.root,
        env=os.environ | {"TMPDIR": str(runs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    grading = Path("/proc") / process.stdout.readline().strip()
    _wait_until(lambda: bool(list(runs.rglob("begun"))))

    process.send_signal(end)
    process.communicate()

    _wait_until(lambda: not _runs(grading))
    _wait_until(lambda: not list(runs.glob("callbacks-run-*")))
    assert not (tmp_path / "batch" / "results.jsonl").exists()
    assert not list(runs.glob("callbacks-answers-*")), "what a kill leaves lies in the course, and nowhere else"


def _runs(process: Path) -> bool:
    try:
        return (process / "cmdline").read_bytes() != b""  # that of a zombie is empty
    except OSError:
        return False


def _wait_until(condition: Callable[[], bool]) -> None:
    late = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < late, "it did not happen"
        time.sleep(0.02)
