"""A batch that is killed again and again gives what an uninterrupted one gives."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.batch import read_results
from grader.batch.results import FILE
from grader.kit.paths import Kit

pytestmark = pytest.mark.long

SLUG = "02_detect_overfitting"
KILLS, SEED = 20, 5
HANGS = "import time\ntime.sleep(1000)\n"


@pytest.fixture
def submissions(source_kit: Kit, tmp_path: Path) -> Path:
    """Return a class of 24: right, wrong, untouched, broken, and one that hangs."""
    folder = tmp_path / "class"
    folder.mkdir()
    solutions = source_kit.solutions / SLUG
    files = [solutions / "solution.py", *sorted((solutions / "right").glob("*.py"))[:5]]
    files += [*sorted((solutions / "wrong").glob("*.py"))[:15], source_kit.exercises / SLUG / "stub.py"]
    for number, file in enumerate(files):
        shutil.copy(file, folder / f"student{number:02}.py")
    (folder / "broken.py").write_text("def (", encoding="utf-8")
    (folder / "hangs.py").write_text(HANGS, encoding="utf-8")
    return folder


def _start(submissions: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "grader",
        "batch",
        str(submissions),
        "--out",
        str(out),
        "--exercise",
        "02",
        *options,
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def _verdicts(out: Path) -> dict[str, tuple[str, float | None]]:
    return {student: (one.report["status"], one.score) for (student, _), one in read_results(out).items()}


def test_kill_and_resume(submissions: Path, tmp_path: Path) -> None:
    """The same status and score for everybody, one line for each, after 20 kills at random moments."""
    assert _start(submissions, tmp_path / "whole", f"--seed={SEED}").wait() == 0
    expected = _verdicts(tmp_path / "whole")
    assert len(expected) == 24
    assert {status for status, _ in expected.values()} == {"passed", "failed", "not_attempted", "invalid", "timeout"}

    moments = random.Random(SEED)
    out = tmp_path / "killed"
    for _ in range(KILLS):
        begun = [f"--seed={SEED}"] if not (out / "batch.json").exists() else ["--resume"]
        process = _start(submissions, out, *begun)
        time.sleep(moments.uniform(0.2, 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (
        _start(submissions, out, *([f"--seed={SEED}"] if not (out / "batch.json").exists() else ["--resume"])).wait()
        == 0
    )

    assert _verdicts(out) == expected
    assert len((out / FILE).read_text(encoding="utf-8").splitlines()) == len(expected)
