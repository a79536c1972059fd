"""Processes whose parent is killed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.isolation.leaving import is_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is waited for by means of Linux")
CHILD = """import os, time
from grader.child import lifeline
assert lifeline.end_with_parent()
print(os.getpid(), flush=True)
time.sleep(600)
"""
PARENT = """import subprocess, sys
subprocess.Popen([sys.executable, "-c", sys.argv[1]])
input()
"""
AT_EOF = """import subprocess, sys, time
from grader.child import lifeline
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid, flush=True)
lifeline.end_at_eof(0)
time.sleep(600)
"""


def _started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True)


def test_a_child_ends_with_its_parent() -> None:
    """The system kills it, although nobody was left to do so."""
    with _started(PARENT, CHILD) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())

        parent.kill()
        parent.wait()

        assert is_gone(pid)


def test_a_process_ends_with_its_pipe() -> None:
    """It takes its group with it, and does not need to be told by anybody."""
    with _started(AT_EOF) as process:
        assert process.stdin and process.stdout
        pid = int(process.stdout.readline())

        process.stdin.close()

        assert process.wait(20) != 0
        assert is_gone(pid)
