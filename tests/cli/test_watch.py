"""`grader watch` from the outside, through pipes and on a terminal."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import threading

import pytest

from grader.kit.paths import Kit


def _watch(kit: Kit, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", *arguments],
        cwd=kit.root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _read_until(process: subprocess.Popen[str], words: str) -> str:
    """Return what was printed up to the line with ``words``; ends the process, and the test, after two minutes."""
    assert process.stdout
    too_late = threading.Timer(120, process.kill)
    too_late.start()
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            too_late.cancel()
            return "".join(lines)
    raise AssertionError(f"`{words}` was not printed: {''.join(lines)}")


def test_it_grades_each_save_until_q(kit: Kit) -> None:
    """The stub, a wrong answer, and the solution are graded as they are saved; keys work as lines."""
    file = kit.exercises / "00_first_callback" / "exercise.py"
    answers = kit.solutions / "00_first_callback"
    process = _watch(kit)
    assert process.stdin
    assert "not started this exercise" in _read_until(process, "q quit")

    shutil.copy(answers / "wrong" / "silent.py", file)
    first = _read_until(process, "0.5 / 0.5")
    assert "/ 5 points" not in first, "verdicts come one by one, before the report"
    assert "4.5 / 5 points" in _read_until(process, "q quit")
    shutil.copy(answers / "solution.py", file)
    assert "n brings you to the next exercise" in _read_until(process, "q quit")
    process.stdin.write("next\n")
    process.stdin.flush()
    assert "00 First callback" not in _read_until(process, "q quit")

    process.communicate("q\n", timeout=60)
    assert process.returncode == 0


def test_ctrl_c_ends_it_quietly(kit: Kit) -> None:
    """Ctrl-C is a way to leave, also while a file that never ends is being graded."""
    (kit.exercises / "00_first_callback" / "exercise.py").write_text("while True: pass\n")
    process = _watch(kit, "00")
    _read_until(process, "Not in your file yet")

    os.kill(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Traceback" not in output


def test_a_typo_is_answered_with_the_nearest_name(kit: Kit) -> None:
    """An unknown exercise ends the command at once, with a sentence."""
    process = _watch(kit, "02_detect_overfiting")
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert "02_detect_overfitting" in output


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Windows are not files")
def test_on_a_terminal_single_keys_are_enough(kit: Kit) -> None:
    """The file is graded at once, verdict by verdict; h shows a hint, q ends it and gives the terminal back."""
    import termios

    exercise = "00_first_callback"
    shutil.copy(kit.solutions / exercise / "solution.py", kit.exercises / exercise / "exercise.py")
    ours, theirs = os.openpty()
    before = termios.tcgetattr(theirs)
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", "00"],
        cwd=kit.root,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    too_late = threading.Timer(120, process.kill)
    too_late.start()

    seen = _read_terminal(ours, process, "q quit")
    assert seen.count("\x1b[2J") == 2  # for the start, and for the report in place of the verdicts
    assert "Full points" in seen
    os.write(ours, b"h")
    assert "hint 1 of" in _read_terminal(ours, process, "hint 1 of")
    os.write(ours, b"q")

    process.wait()
    too_late.cancel()
    assert process.returncode == 0
    assert termios.tcgetattr(theirs) == before
    os.close(theirs)
    os.close(ours)


def _read_terminal(terminal: int, process: subprocess.Popen[bytes], words: str) -> str:
    """Return what was shown until ``words`` came; the test fails when the process ends before."""
    seen = b""
    while words.encode() not in seen:
        ready, _, _ = select.select([terminal], [], [], 1)
        assert ready or process.poll() is None, seen.decode()
        seen += os.read(terminal, 65536) if ready else b""
    return seen.decode()
