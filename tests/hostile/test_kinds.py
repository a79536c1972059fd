"""Submissions that exit, loop, flood, or explode: each ends in time with the outcome that it must have."""

from __future__ import annotations

import dataclasses
import os
import sys
import tempfile
from pathlib import Path

import pytest

from grader.catalogue import Exercise, Limits, find_exercise
from grader.isolation import disk, memory
from grader.judge import Engine
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge
from grader.report import Report
from tests.isolation.leaving import REFUSED, SOURCES, is_gone

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="limits of processes and files are those of Linux"),
    pytest.mark.usefixtures("unharmed"),
]

IMPORTS = "import atexit, ctypes, os, signal, subprocess, sys, threading, time\nimport keras\n"
CLASS = """class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold): super().__init__()
"""
HOOK = CLASS + "    def on_epoch_end(self, epoch, logs=None):\n        "

# Kind: source, status, words that the learner is told.
EXITS = {
    "sys.exit at import": ("sys.exit(0)", "invalid", "SystemExit: 0"),
    "os._exit at import": ("os._exit(0)", "crashed", "ended while it imported"),
    "a signal to itself at import": ("os.kill(os.getpid(), 9)", "crashed", "ended while it imported"),
    "Ctrl-C at import": ("raise KeyboardInterrupt", "invalid", "KeyboardInterrupt"),
    "sys.exit in a hook": (HOOK + "sys.exit(0)", "failed", "SystemExit"),
    "os._exit in a hook": (HOOK + "os._exit(0)", "crashed", "ended early with exit code 0"),
    "abort in a hook": (HOOK + "os.abort()", "crashed", "ended early with exit code -6"),
    "a segmentation fault": (HOOK + "ctypes.string_at(0)", "crashed", "ended early with exit code -11"),
    "Ctrl-C in a hook": (HOOK + "raise KeyboardInterrupt", "failed", "KeyboardInterrupt"),
    "endless recursion": (HOOK + "self.on_epoch_end(epoch)", "failed", "RecursionError"),
    "recursion in C": ("def f(n): return [n]\nx = []\nfor _ in range(10**6): x = [x]\nrepr(x)", "invalid", "Recursion"),
    "an exception that cannot be shown": (
        "class E(Exception):\n    def __str__(self): raise ValueError\n" + HOOK + "raise E",
        "failed",
        "it raised E",
    ),
    "an exception with a huge message": (HOOK + "raise ValueError('x' * 50_000_000)", "failed", "ValueError"),
}
LOOPS = {
    "at import": "while True: pass",
    "in a hook": HOOK + "while True: pass",
    "in a sleep": HOOK + "time.sleep(1000)",
    "in a constructor": CLASS.replace("super().__init__()", "\n        while True: pass"),
    "in a destructor": CLASS + "    def __del__(self):\n        while True: pass",
    "in the group of its server": HOOK + "os.setpgid(0, os.getpgid(os.getppid()))\n        time.sleep(10**9)",
    "deaf to signals": "for one in range(1, 32):\n    if one not in (9, 19): signal.signal(one, signal.SIG_IGN)\n"
    + HOOK
    + "while True: pass",
    "of exceptions": HOOK + "while True:\n            try: raise SystemExit\n            except BaseException: pass",
    "inside C": "import re\n" + HOOK + "re.match('(a+)+$', 'a' * 60 + 'b')",
    "of lines": HOOK + "while True: print('x' * 1000)",
    "of text on the error stream": HOOK + "while True: sys.stderr.write('x' * 1000)",
    "of text past Python": HOOK + "while True: os.write(1, b'x' * 1000)",
    "of warnings": "import warnings\n" + HOOK + "while True: warnings.warn('x' * 1000)",
}
HARMLESS = {
    "a thread that never ends": "threading.Thread(target=time.sleep, args=(1000,)).start()\n" + CLASS,
    "a loop at exit": "atexit.register(lambda: time.sleep(1000))\n" + CLASS,
    "one huge line": "print('x' * 20_000_000)\n" + CLASS,
    "text of no encoding": "print('\\udcff', chr(0), '\\x1b[2J', '\\r')\n" + CLASS,
    "a deep nest of folders": "for _ in range(3000):\n    os.mkdir('d'); os.chdir('d')\n" + CLASS,
    "a locked folder": "os.mkdir('locked'); open('locked/x', 'w'); os.chmod('locked', 0)\n" + CLASS,
    "a name that is no text": "open(b'\\xff\\xfe', 'w')\n" + CLASS,
    "a pipe in its folder": "os.mkfifo('pipe')\n" + CLASS,
    "a working folder that is gone": "os.mkdir('x'); os.chdir('x'); os.rmdir(os.getcwd())\n" + CLASS,
    "closed standard streams": "sys.stdout.close(); sys.stderr.close()\n" + CLASS,
}
# Kind: source, words that the learner is told. Some runs end by an exception, others by what it left behind.
BOMBS = {
    "memory": ("x = bytearray(20_000_000_000)", "MemoryError"),
    "shared memory": ("import mmap; x = mmap.mmap(-1, 20_000_000_000)", "Cannot allocate memory"),
    "memory without a process": ("x = os.memfd_create('x')", "PermissionError"),
    "memory of System V": (
        "if ctypes.CDLL(None).shmget(0, ctypes.c_size_t(10**9), 0o1600) < 0: raise MemoryError",
        "MemoryError",
    ),
    "threads": (
        "[threading.Thread(target=time.sleep, args=(1000,)).start() for _ in range(100_000)]",
        "RuntimeError: can't start new thread",
    ),
    "descriptors": ("x = [open(os.devnull) for _ in range(100_000)]", "OSError"),
    "one huge file": ("open('x', 'wb').write(bytes(300_000_000))", "File too large"),
    "many files": ("for n in range(10**9): open(f'{n}', 'w').close()", "it wrote more than 20,000 files and folders"),
    "many folders": ("for n in range(10**9): os.mkdir(f'{n}')", "it wrote more than 20,000 files and folders"),
    "many large files": (
        "for n in range(10**9): open(f'{n}', 'wb').write(b'x' * 50_000_000)",
        "it wrote more than 1,000 MB",
    ),
    "processes": ("held = [subprocess.Popen(['sleep', '1000']) for _ in range(100_000)]", "BlockingIOError"),
}
# Bytes that lie where nobody might look; kind: where they are written, words that the learner is told.
OVERLOOKED = {
    "in a folder that nobody reads": (
        "os.mkdir('x'); os.chdir('x'); write(6); os.chmod('../x', 0o300)",
        "it wrote more than 100 MB",
    ),
    "where no path leads": (
        "for _ in range(50): os.mkdir('n' * 200); os.chdir('n' * 200)\n        write(6)",
        "it wrote more than 100 MB",
    ),
    "without a name": ("write(6); [os.unlink(file.name) for file in held]", "more than 100 MB in files without a name"),
}
WRITE = """held = []
def write(count):
    for number in range(count):
        held.append(open(f"{number}", "wb"))
        held[-1].write(b"x" * 30_000_000)
        held[-1].flush()
"""


def _graded(kit: Kit, engine: Engine, source: str, limits: Limits | None = None) -> Report:
    exercise: Exercise = find_exercise(kit, "02")
    if limits:
        exercise = dataclasses.replace(exercise, limits=limits)
    file = Path(tempfile.gettempdir()) / "submission.py"
    try:
        file.write_text(IMPORTS + source, encoding="utf-8")
        return judge(engine.attempt(exercise, file, seed=1))
    finally:
        file.unlink()


def _expect(report: Report, status: str, words: str) -> None:
    assert report.status == status, _told(report)
    assert words in _told(report)


def _told(report: Report) -> str:
    return "\n".join([report.message, *(check.message for check in report.checks)])


@pytest.mark.parametrize("kind", EXITS)
def test_exits(source_kit: Kit, engine: Engine, kind: str) -> None:
    """A process that ends, however politely, has not done its work; an exception is told with its name."""
    source, status, words = EXITS[kind]

    _expect(_graded(source_kit, engine, source), status, words)


@pytest.mark.parametrize("kind", LOOPS)
def test_loops(source_kit: Kit, engine: Engine, kind: str) -> None:
    """What does not end by itself is ended, and the learner is told that it took too long."""
    report = _graded(source_kit, engine, LOOPS[kind], Limits(scenario_seconds=2, submission_seconds=3))

    assert report.status == "timeout", _told(report)
    assert "took longer than 2 seconds" in _told(report) or "still being imported" in _told(report)


@pytest.mark.parametrize("kind", HARMLESS)
def test_harmless(source_kit: Kit, engine: Engine, kind: str) -> None:
    """What harms nobody costs nothing: it is graded like the callback without it."""
    report = _graded(source_kit, engine, HARMLESS[kind])

    # What a callback gets that does nothing: it can be made, and it changes nothing.
    assert (report.status, report.score) == ("failed", 1.5), _told(report)


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs(source_kit: Kit, engine: Engine, kind: str) -> None:
    """What takes more than its share meets a limit, and the learner is told which."""
    deed, words = BOMBS[kind]

    report = _graded(source_kit, engine, HOOK + deed)

    assert report.status in ("failed", "crashed")
    assert words in _told(report)


@pytest.mark.parametrize("kind", OVERLOOKED)
def test_bytes_are_not_overlooked(source_kit: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Neither permissions nor depth nor the lack of a name keep them from being counted."""
    monkeypatch.setattr(disk, "MAX_BYTES", 100_000_000)
    deed, words = OVERLOOKED[kind]

    report = _graded(source_kit, engine, WRITE + HOOK + deed + "\n        time.sleep(10)")

    if kind == "without a name" and "namespaces" not in report.protections:
        pytest.skip("without namespaces the processes of a run cannot be told from others")
    assert words in _told(report), _told(report)


@pytest.mark.parametrize("hidden", ["", "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)"], ids=["seen", "hidden"])
def test_memory_of_many_processes(
    source_kit: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    """What each may hold they may not hold together; where none can be started, there is nothing to add up."""
    monkeypatch.setattr(memory, "MOST", 1_500_000_000)
    deed = f"""for _ in range(8):
            if os.fork() == 0:
                {hidden}
                held = b'x' * 400_000_000
                time.sleep(1000)
        time.sleep(1000)"""

    report = _graded(source_kit, engine, HOOK + deed)

    starts_none = os.getuid() == 0 or "namespaces" not in report.protections
    words = "BlockingIOError" if starts_none else "its processes held more than 1,500 MB of memory"
    assert words in _told(report), _told(report)


@pytest.mark.parametrize("kind", SOURCES)
def test_processes_that_are_left(source_kit: Kit, engine: Engine, kind: str) -> None:
    """None outlives its run: it could not be started at all, or the server has found it."""
    report = _graded(source_kit, engine, SOURCES[kind] + CLASS)
    printed = report.output.split()[0]

    assert (report.status, report.score) == ("failed", 1.5), _told(report)
    if os.getuid() == 0 or "namespaces" not in report.protections:
        assert printed == REFUSED
    else:
        assert is_gone(int(printed))


def test_the_next_submission_is_graded_as_ever(source_kit: Kit, engine: Engine) -> None:
    """After all that, the server that served it gives the solution its full points."""
    solution = (source_kit.solutions / "02_detect_overfitting" / "solution.py").read_text(encoding="utf-8")

    assert _graded(source_kit, engine, solution).status == "passed"
