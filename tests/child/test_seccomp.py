"""What the filter lets through, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is a part of Linux")

START = """
import ctypes, errno, os, subprocess, threading
from grader.child import seccomp
column = {"x86_64": 0, "aarch64": 1}[os.uname().machine]
libc = ctypes.CDLL(None, use_errno=True)
def called(call, *arguments):
    if call(*arguments) >= 0:
        return "done"
    return errno.errorcode[ctypes.get_errno()]
seccomp.forbid(processes=PROCESSES)
"""


def _printed(program: str, *, processes: bool = True) -> list[str]:
    start = START.replace("PROCESSES", str(processes))
    ended = subprocess.run(
        [sys.executable, "-c", start + program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


def test_no_process_gets_out_of_sight() -> None:
    """What its run holds is counted by the namespace of its processes: none starts in another, none closes itself."""
    program = """
for flag in 0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000:
    print(called(libc.syscall, seccomp.CLONE[column], flag | 17, None, None, None, None))
print(called(libc.syscall, seccomp.CLONE3[column], None, 0))
print(called(libc.prctl, 4, 0, 0, 0, 0))
"""

    assert _printed(program) == [*["EACCES"] * 7, "ENOSYS", "EACCES"]


def test_processes_and_threads_are_started_as_ever() -> None:
    """Forks, programs and threads, whichever call the C library makes for them."""
    program = """
print(os.waitpid(os.fork() or os._exit(3), 0)[1] >> 8)
print(subprocess.run(["true"]).returncode)
print(os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)[1])
thread = threading.Thread(target=print, args=("thread",))
thread.start()
thread.join()
"""

    assert _printed(program) == ["3", "0", "0", "thread"]


def test_threads_alone() -> None:
    """Where processes cannot be counted none is started; a thread is."""
    program = """
thread = threading.Thread(target=print, args=("thread",))
thread.start()
thread.join()
try:
    os.fork()
except OSError as error:
    print(errno.errorcode[error.errno])
"""

    assert _printed(program, processes=False) == ["thread", "EAGAIN"]
