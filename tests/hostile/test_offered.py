"""What this system offers is in force: the kernel is asked, not the code that these tests test.

Where a layer is missing the other tests of this folder are skipped; this one is red where it is not the system's fault.
"""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from grader.catalogue import find_exercise
from grader.isolation import LAYERS, Job, collect, open_launcher
from grader.isolation.layers import VARIABLE
from grader.kit.paths import Kit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers of the sandbox are those of Linux")

# Each is a program that ends without an error where the system offers the layer.
OFFERS = {
    # New namespaces for user, network and IPC, with a user in them.
    "namespaces": """
user, group = os.getuid(), os.getgid()
assert libc.unshare(0x10000000 | 0x40000000 | 0x08000000) == 0
for name, text in ("uid_map", f"{user} {user} 1"), ("setgroups", "deny"), ("gid_map", f"{group} {group} 1"):
    open("/proc/self/" + name, "w").write(text)
""",
    # landlock_create_ruleset tells its version; the third is the first that keeps files from being emptied.
    "landlock": "assert libc.syscall(444, None, ctypes.c_size_t(0), 1) >= 3",
    "older_landlock": "assert 1 <= libc.syscall(444, None, ctypes.c_size_t(0), 1) < 3",
    # PR_SET_SECCOMP with a filter that lies nowhere: EFAULT where filters are known, EINVAL where they are not.
    "seccomp": "assert libc.prctl(22, 2, None, 0, 0) == -1 and ctypes.get_errno() == errno.EFAULT",
}
PROGRAM = "import ctypes, errno, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"


def _is_offered(layer: str) -> bool:
    if layer == "seccomp" and platform.machine() not in ("x86_64", "aarch64"):
        return False
    ended = subprocess.run([sys.executable, "-c", PROGRAM + OFFERS[layer]], capture_output=True, check=False)
    return ended.returncode == 0


def test_what_the_system_offers_is_in_force(source_kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graded run has every layer that the kernel has, under its true name, and claims no other."""
    monkeypatch.delenv(VARIABLE, raising=False)
    offered = {layer for layer in OFFERS if _is_offered(layer)}

    with open_launcher() as launcher:
        evidence = collect(Job(find_exercise(source_kit, "02"), "", {}), launcher)

    assert not evidence.harness_fault
    assert set(evidence.protections) & {*LAYERS, "older_landlock"} == offered
