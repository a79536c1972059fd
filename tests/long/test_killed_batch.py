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

from grader.batch import Batch, read_results
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


def _lines(out: Path) -> int:
    file = out / FILE
    return file.read_bytes().count(b"\n") if file.exists() else 0


def _kill(process: subprocess.Popen[bytes], out: Path, more: int, moment: float) -> None:
    """Kill ``process`` some ``moment`` after it has written ``more`` results: 0 is while it starts."""
    before = _lines(out)
    while _lines(out) < before + more and process.poll() is None:
        time.sleep(0.02)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _kill_again_and_again(submissions: Path, out: Path, moments: random.Random, first: str) -> set[int]:
    """Kill 20 batches, the first of which has the option ``first``, then let one end; return how far they came."""
    reached = set()
    for _ in range(KILLS):
        process = _start(submissions, out, "--resume" if (out / "batch.json").exists() else first)
        _kill(process, out, moments.choice((0, 0, 1, 2)), moments.uniform(0.05, 1.5))
        reached.add(_lines(out))
    assert _start(submissions, out, "--resume" if (out / "batch.json").exists() else first).wait() == 0
    return reached


def test_kill_and_resume(submissions: Path, tmp_path: Path) -> None:
    """The same status and score for everybody, one line for each, after 20 kills at random moments.

    A regrade is killed as often, and still grades everybody once more, with the old points beside the new.
    """
    assert _start(submissions, tmp_path / "whole", f"--seed={SEED}").wait() == 0
    expected = _verdicts(tmp_path / "whole")
    assert len(expected) == 24
    assert {status for status, _ in expected.values()} == {"passed", "failed", "not_attempted", "invalid", "timeout"}

    moments, out = random.Random(SEED), tmp_path / "killed"
    reached = _kill_again_and_again(submissions, out, moments, f"--seed={SEED}")
    assert len(reached) > 5, "the kills all came before or after the grading"
    assert _verdicts(out) == expected
    assert _lines(out) == len(expected)

    Batch.again(out)  # what --regrade begins with; each further start goes on with it
    reached = _kill_again_and_again(submissions, out, moments, "--resume")
    assert len(reached) > 5, "the kills all came before or after the grading"
    assert _verdicts(out) == expected
    assert _lines(out) == 2 * len(expected)
    assert {one.round for one in read_results(out).values()} == {2}
    assert len(read_results(out, before=2)) == len(expected)
