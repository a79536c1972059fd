"""Submissions that leave processes behind, and what has become of these."""

from __future__ import annotations

import os
import select
import signal

REFUSED = "refused"
_START = """import os, subprocess, sys, time
try:
{deed}
except OSError:
    print("refused", flush=True)
"""
_SLEEP = "[sys.executable, '-c', 'import time; time.sleep(600)']"
# Each prints the number of the process that it leaves behind.
LEAVING = {
    "in its group": f"    print(subprocess.Popen({_SLEEP}).pid)",
    "in a session of its own": f"    print(subprocess.Popen({_SLEEP}, start_new_session=True).pid)",
    "a daemon": """    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(theirs, b'%d' % os.getpid())
            time.sleep(600)
        os._exit(0)
    print(os.read(ours, 20).decode())""",
}
SOURCES = {kind: _START.format(deed=deed) for kind, deed in LEAVING.items()}


def is_gone(pid: int) -> bool:
    """Tell whether the process ``pid`` has ended, or ends now that it was killed; one that lives on is killed here."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        ended = bool(select.select([process], [], [], 5)[0])
        if not ended:
            os.kill(pid, signal.SIGKILL)
        return ended
    finally:
        os.close(process)
