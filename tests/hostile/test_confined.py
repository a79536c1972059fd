"""Submissions that reach for what is not theirs: each attempt fails, and what it was after is unharmed."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.evidence import Evidence
from grader.isolation import LAYERS, Job, Launcher, collect, open_launcher
from grader.isolation.layers import VARIABLE
from grader.kit.paths import Kit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers of the sandbox are those of Linux")

# Either of seccomp and namespaces closes the network; for the rest these two are enough.
ENOUGH = {"landlock", "seccomp"}
# Each attempt is Python; `secret` is a folder with a file `token`, `kit` the kit's own folder.
READING = {
    "the solutions": "open(kit + '/solutions/02_detect_overfitting/solution.py').read()",
    "the folder of the kit": "os.listdir(kit)",
    "the learner's own file": "open(kit + '/exercises/02_detect_overfitting/stub.py').read()",
    "a file of the account": "open(secret + '/token').read()",
    "the home folder": "os.listdir(os.path.expanduser('~' + __import__('pwd').getpwuid(os.getuid()).pw_name))",
    "passwords": "open('/etc/shadow').read()",
    "other runs": "os.listdir(os.path.dirname(os.path.dirname(os.getcwd())))",
    "a relative path": "open(os.path.relpath(secret) + '/token').read()",
    "a symbolic link": "os.symlink(secret + '/token', 'link'), open('link').read()",
    "a hard link": "os.link(secret + '/token', 'link'), open('link').read()",
    "a copy by another program": "subprocess.run(['cat', secret + '/token'], check=True)",
    "the environment of the parent": "open(f'/proc/{os.getppid()}/environ').read()",
    "the memory of the parent": "open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
    "the open files of the parent": "os.listdir(f'/proc/{os.getppid()}/fd')",
}
WRITING = {
    "a file of the account": "open(secret + '/token', 'w').write('mine')",
    "a new file beside it": "open(secret + '/new', 'w')",
    "the code of the child": "open(kit + '/grader/child/session.py', 'a')",
    "a package": "open(os.path.dirname(__import__('keras').__file__) + '/planted.py', 'w')",
    "the folder for temporary files": "open(os.path.join(os.path.dirname(secret), 'planted'), 'w')",
    "through a symbolic link": "os.symlink(secret, 'there'), open('there/new', 'w')",
    "away with a file": "os.remove(secret + '/token')",
    "a file under another name": "os.rename(secret + '/token', 'token')",
    "an empty file in place of it": "os.truncate(secret + '/token', 0)",
}
NETWORK = {
    "a server on this machine": "socket.create_connection(('127.0.0.1', port), 5)",
    "a datagram": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "a server of its own": "socket.create_server(('127.0.0.1', 0))",
    "a name": "socket.getaddrinfo('example.org', 80)",
    "the address of another machine": "socket.create_connection(('192.0.2.1', 80), 5)",
    "IPv6": "socket.create_connection(('::1', port), 5)",
    "a raw socket": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).sendto(b'x', ('127.0.0.1', 0))",
}
REACHING = {
    "a Unix socket": "socket.socket(socket.AF_UNIX).connect(secret + '/listening')",
    "a signal to the parent": "os.kill(os.getppid(), 9)",
    "a trace of the parent": "calls.ptrace(16, os.getppid(), 0, 0) and fail()",
    "another network": "calls.unshare(0x40000000) and fail()",
    "a mount": "calls.mount(b'none', b'.', b'tmpfs', 0, None) and fail()",
    "another root": "os.chroot('.')",
    "a program of its own": "(__import__('shutil').copy('/bin/true', 'mine'), os.execv('mine', ['mine']))",
}
# Signal 0 is sent to find out whether one may; nobody feels it.
SIGNALS = {
    "kill": "os.kill(os.getppid(), 0)",
    "its group": "os.killpg(os.getpgid(os.getppid()), 0)",
    "everybody": "os.kill(-1, 0)",
    "its own group": "os.kill(0, 0)",
    "a group that it joins": "(os.setpgid(0, os.getpgid(os.getppid())), os.kill(0, 0))",
    "a thread": "calls.syscall(number(200, 130), os.getppid(), 0) and fail()",
    "tgkill": "calls.tgkill(os.getppid(), os.getppid(), 0) and fail()",
    "sigqueue": "calls.sigqueue(os.getppid(), 0, 0) and fail()",
    "a descriptor of a process": "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 0)",
    "a file that it owns": "fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, os.getppid())",
    "the signal of a file": "fcntl.fcntl(os.pipe()[0], 10, 9)",
    "a socket that it owns": "fcntl.ioctl(socket.socketpair()[0], 0x8901, os.getppid().to_bytes(4, sys.byteorder))",
}
# Without harm, too: what is set is what was set before, or nothing at all.
GOVERNING = {
    "limits": "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)",
    "priority": "os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, os.getppid()))",
    "priority of a group": "os.setpriority(os.PRIO_PGRP, 0, os.getpriority(os.PRIO_PGRP, 0))",
    "cores": "os.sched_setaffinity(os.getppid(), os.sched_getaffinity(os.getppid()))",
    "schedule": "os.sched_setscheduler(os.getppid(), os.SCHED_OTHER, os.sched_param(0))",
    "place in the schedule": "os.sched_setparam(os.getppid(), os.sched_param(0))",
    "kind of schedule": "calls.syscall(number(314, 274), os.getppid(), None, 0) and fail()",
    "priority of files": "calls.syscall(number(251, 30), 1, os.getppid(), 0) and fail()",
}
FLOODS = {
    "memory": "bytearray(20_000_000_000)",
    "shared memory": "__import__('mmap').mmap(-1, 20_000_000_000)",
    "memory in a file": "open('/dev/shm/x', 'wb')",
    "another file system in memory": "open('/run/x', 'wb')",
    "one huge file": "[open('huge', 'ab').write(bytes(10_000_000)) for _ in range(100)]",
    "open files": "[open('/dev/null') for _ in range(2_000)] and fail()",
}
SCRIPT = """
import ctypes, fcntl, os, resource, signal, socket, subprocess, sys
secret, kit, port = {secret!r}, {kit!r}, {port}
calls = ctypes.CDLL(None, use_errno=True)
held = []
def fail(): raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
def number(on_x86_64, on_aarch64): return on_x86_64 if os.uname().machine == "x86_64" else on_aarch64
try:
    held.append({attempt})
    print("REACHED")
except (OSError, MemoryError, subprocess.CalledProcessError) as error:
    held.clear()
    print("denied:", type(error).__name__, error)
"""


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    """Return the launcher that grading uses here."""
    with open_launcher() as opened:
        yield opened


@pytest.fixture
def secret() -> Iterator[Path]:
    """Return a folder of this account with a file and a listening Unix socket, in the folder for temporary files."""
    with tempfile.TemporaryDirectory(prefix="secret-") as name, socket.socket(socket.AF_UNIX) as listening:
        (Path(name) / "token").write_text("secret", encoding="utf-8")
        listening.bind(str(Path(name) / "listening"))
        listening.listen()
        yield Path(name)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of a server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _attempt(kit: Kit, launcher: Launcher, attempt: str, secret: Path, port: int = 9) -> Evidence:
    source = SCRIPT.format(secret=str(secret), kit=str(kit.root), port=port, attempt=attempt)
    evidence = collect(Job(find_exercise(kit, "02"), source, {}), launcher)
    assert evidence.protections, "no child has run: that is no reason to skip anything"
    return evidence


def _expect_denied(evidence: Evidence) -> None:
    if not set(evidence.protections) >= ENOUGH:
        pytest.skip(f"this system has only {', '.join(evidence.protections)}")
    assert evidence.loaded.status == "loaded", evidence
    assert evidence.printed.startswith("denied:"), evidence.printed


@pytest.mark.parametrize("attempt", READING.values(), ids=READING)
def test_reads_nothing_else(source_kit: Kit, launcher: Launcher, secret: Path, attempt: str) -> None:
    """Neither answers, nor other people's work, nor what belongs to the account can be read."""
    _expect_denied(_attempt(source_kit, launcher, attempt, secret))


@pytest.mark.parametrize("attempt", WRITING.values(), ids=WRITING)
def test_changes_nothing_else(source_kit: Kit, launcher: Launcher, secret: Path, attempt: str) -> None:
    """Whatever it tries to write, remove or rename outside its own folder stays as it was."""
    _expect_denied(_attempt(source_kit, launcher, attempt, secret))

    assert sorted(os.listdir(secret)) == ["listening", "token"]
    assert (secret / "token").read_text(encoding="utf-8") == "secret"
    assert not (secret.parent / "planted").exists()


@pytest.mark.parametrize("off", ["", "namespaces", "seccomp"])
@pytest.mark.parametrize("attempt", NETWORK.values(), ids=NETWORK)
def test_has_no_network(
    source_kit: Kit,
    launcher: Launcher,
    secret: Path,
    port: int,
    attempt: str,
    off: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two layers keep it from every network, this machine's own included; each of them does so alone."""
    monkeypatch.setenv(VARIABLE, off)
    evidence = _attempt(source_kit, launcher, attempt, secret, port)

    if off == "seccomp" and "create_server" in attempt and "landlock" not in evidence.protections:
        pytest.skip("without Landlock it may listen to itself")
    if not (set(LAYERS) - {off}) <= set(evidence.protections):
        pytest.skip(f"this system has only {', '.join(evidence.protections)}")
    assert off not in evidence.protections
    assert evidence.printed.startswith("denied:"), evidence.printed


@pytest.mark.parametrize("attempt", REACHING.values(), ids=REACHING)
def test_reaches_no_other_process(source_kit: Kit, launcher: Launcher, secret: Path, attempt: str) -> None:
    """Neither sockets, signals, traces nor new namespaces lead out, and the server lives on."""
    _expect_denied(_attempt(source_kit, launcher, attempt, secret))
    _expect_denied(_attempt(source_kit, launcher, "os.kill(os.getppid(), 9)", secret))


@pytest.mark.parametrize("attempt", SIGNALS.values(), ids=SIGNALS)
def test_signals_nobody_where_landlock_is_missing(
    source_kit: Kit, launcher: Launcher, secret: Path, attempt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before Linux 6.12 seccomp alone keeps the server and the other processes of its user alive."""
    monkeypatch.setenv(VARIABLE, "landlock")
    evidence = _attempt(source_kit, launcher, attempt, secret)

    if "seccomp" not in evidence.protections:
        pytest.skip(f"this system has only {', '.join(evidence.protections)}")
    assert "landlock" not in evidence.protections
    assert evidence.printed.startswith("denied: PermissionError"), evidence.printed


@pytest.mark.parametrize("attempt", GOVERNING.values(), ids=GOVERNING)
def test_governs_no_other_process(source_kit: Kit, launcher: Launcher, secret: Path, attempt: str) -> None:
    """A server whose limits a submission could set would serve nobody any more; Landlock knows nothing of these calls."""
    evidence = _attempt(source_kit, launcher, attempt, secret)

    if "seccomp" not in evidence.protections:
        pytest.skip(f"this system has only {', '.join(evidence.protections)}")
    assert evidence.printed.startswith("denied: PermissionError"), evidence.printed


def test_signals_itself(source_kit: Kit, launcher: Launcher, secret: Path) -> None:
    """What a program needs to end itself, to time itself and to wake its own threads goes on working."""
    thread = "signal.pthread_kill(__import__('threading').get_ident(), 0)"
    attempt = f"(os.kill(os.getpid(), 0), signal.raise_signal(signal.SIGCONT), {thread}, fcntl.fcntl(1, fcntl.F_GETFD))"

    evidence = _attempt(source_kit, launcher, attempt, secret)

    assert evidence.printed == "REACHED\n", evidence


def test_governs_itself(source_kit: Kit, launcher: Launcher, secret: Path) -> None:
    """What libraries do for their own process goes on working: limits are set, cores and schedules chosen."""
    limits = "resource.getrlimit(resource.RLIMIT_NOFILE)"
    attempts = [
        f"resource.setrlimit(resource.RLIMIT_NOFILE, {limits})",
        f"resource.prlimit(os.getpid(), resource.RLIMIT_NOFILE, {limits})",
        "os.sched_setaffinity(0, os.sched_getaffinity(0))",
        "os.sched_setscheduler(os.getpid(), os.SCHED_OTHER, os.sched_param(0))",
        "fcntl.ioctl(socket.socketpair()[0], 0x541B, bytes(4))",
    ]

    evidence = _attempt(source_kit, launcher, f"({', '.join(attempts)})", secret)

    assert evidence.printed == "REACHED\n", evidence


@pytest.mark.parametrize("attempt", FLOODS.values(), ids=FLOODS)
def test_takes_only_its_share(source_kit: Kit, launcher: Launcher, secret: Path, attempt: str) -> None:
    """Memory, files and descriptors end at a limit, with an exception that the learner is told."""
    _expect_denied(_attempt(source_kit, launcher, attempt, secret))


def test_what_was_switched_off_is_missing(
    source_kit: Kit, launcher: Launcher, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the layers the same attempts succeed: it is the layers that these tests test."""
    monkeypatch.setenv(VARIABLE, "namespaces,landlock,seccomp")

    for attempt in (READING["a file of the account"], READING["the solutions"], REACHING["a Unix socket"]):
        assert _attempt(source_kit, launcher, attempt, secret).printed == "REACHED\n"


def test_nothing_is_run_where_a_layer_is_required_and_missing(
    source_kit: Kit, launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The submission does not even begin, and the fault is the system's."""
    monkeypatch.setenv(VARIABLE, "seccomp")
    evidence = collect(Job(find_exercise(source_kit, "02"), "print('I ran')", {}, required=LAYERS), launcher)

    assert evidence.printed == ""
    assert evidence.harness_fault
    assert "lacks" in evidence.harness_fault
    assert "seccomp" in evidence.harness_fault


def test_a_layer_that_does_not_exist(monkeypatch: pytest.MonkeyPatch, source_kit: Kit, launcher: Launcher) -> None:
    """A typo in the variable is told with the nearest name instead of leaving a layer on."""
    monkeypatch.setenv(VARIABLE, "secomp")

    evidence = collect(Job(find_exercise(source_kit, "02"), "", {}), launcher)

    assert evidence.harness_fault
    assert "Did you mean `seccomp`?" in evidence.harness_fault
