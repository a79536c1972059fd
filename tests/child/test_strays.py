"""Processes that left their group and lost their parent."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux alone")

# The program adopts orphans, starts a daemon that goes on starting others, and a child of its own that it knows.
PROGRAM = """
import os, select, sys, time
from grader.child import kernel
from grader.child.strays import _children, kill_strays
kernel.adopt_orphans()
ours, theirs = os.pipe()
known = os.fork()
if known == 0:
    time.sleep(600)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(theirs, b"daemon")
        for _ in range(50):
            if os.fork() == 0:
                os.setsid()
                time.sleep(600)
        time.sleep(600)
    os._exit(0)
os.wait()
os.read(ours, 6)
os.close(theirs)
assert len(_children()) > 1, "the daemon was not adopted"
kill_strays({known})
assert _children() == [known], _children()
# Every stray held the other end of the pipe: its end is the end of them all, apart from the one that is known.
os.kill(known, 9)
os.wait()
assert os.read(ours, 1) == b""
print("all gone")
"""


def test_daemons_end_and_known_children_stay() -> None:
    """A daemon, and what it goes on starting while it is hunted, are killed; a known child is left alone."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)

    assert done.stdout == "all gone\n", done.stderr
