"""The shared warm server: found or started, replaced when it is another one, gone when nobody needs it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import Limits, find_exercise
from grader.evidence import Evidence
from grader.isolation import Child, Job, Launcher, collect, open_launcher
from grader.isolation.address import place
from grader.isolation.forked import ForkedLauncher
from grader.isolation.servers import IDLE_VARIABLE, MEMORY_VARIABLE, SharedServer, setting
from grader.judge.attempt import draw_cases
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.isolation.leaving import is_gone

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="servers fork on Linux alone")
SOURCE = """
import keras
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold): super().__init__()
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedServer]:
    """Return a server of this test's own, which is not running yet, and stop it afterwards."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        one = SharedServer(print)
        yield one
        if status := one.ask("status"):
            one.ask("stop")
            _wait_for_end(status["pid"])


class _Killing:
    """A launcher whose server is killed as soon as a child has been started, at most ``times`` times."""

    def __init__(self, server: SharedServer, times: int) -> None:
        self._launcher, self._server, self._times = ForkedLauncher(server), server, times
        self.killed: list[int] = []

    def start(self, request: dict[str, Any]) -> Child:
        """Start a child, and kill what it was forked from."""
        child = self._launcher.start(request)
        if len(self.killed) < self._times:
            self.killed.append(_pid(self._server))
            os.kill(self.killed[-1], signal.SIGKILL)
        return child

    def close(self) -> None:
        """Do nothing: the server is the test's."""


def _run(kit: Kit, launcher: Launcher, source: str = SOURCE) -> Evidence:
    exercise = find_exercise(kit, "02")
    cases = {"overfits": draw_cases(exercise, 1)["overfits"]}
    return collect(Job(exercise, source, cases), launcher)


def _pid(server: SharedServer) -> int:
    status = server.ask("status")
    assert status
    return int(status["pid"])


def test_a_new_server_sweeps_what_killed_commands_left(
    server: SharedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that was killed could not remove the folder of its run."""
    left = tmp_path / "callbacks-run-left"
    left.mkdir()
    (left / "lock").touch()
    os.utime(left / "lock", (0, 0))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    server.connect().close()

    assert not left.exists()


def _wait_for_end(pid: int, seconds: float = 30) -> None:
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    assert select.select([process], [], [], seconds)[0], f"process {pid} still runs"
    os.close(process)


def test_outlives_its_command_until_it_is_stopped(source_kit: Kit, server: SharedServer) -> None:
    """Two commands use one process; after a stop the address is free at once, and the next run starts another."""
    assert server.ask("status") is None
    assert _run(source_kit, ForkedLauncher(server)).runs["overfits"].status == "finished"
    first = _pid(server)
    server.close()
    again = SharedServer(print)
    assert _run(source_kit, ForkedLauncher(again)).runs["overfits"].status == "finished"
    assert (_pid(again), (again.ask("status") or {})["served"]) == (first, 2)

    assert again.ask("stop") == {"stopping": True}
    assert again.ask("status") is None
    _wait_for_end(first)


def test_two_commands_at_once_start_one_server(server: SharedServer) -> None:
    """The second waits for the first to have started it."""
    said: list[str] = []
    servers = [SharedServer(said.append) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        pids = list(pool.map(_connected_pid, servers))

    assert len(set(pids)) == 1
    assert len(said) == 1


def _connected_pid(server: SharedServer) -> int:
    connection = server.connect()
    connection.send({"version": server.version, "ask": "status"})
    pid = int(connection.answer()["pid"])
    connection.close()
    return pid


def test_another_version_is_replaced(source_kit: Kit, server: SharedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade of the kit the old server refuses, ends, and a new one does the work."""
    old = _connected_pid(server)
    monkeypatch.setattr("grader.isolation.servers.server_version", lambda: "another")
    upgraded = SharedServer(print)

    assert _run(source_kit, ForkedLauncher(upgraded)).runs["overfits"].status == "finished"

    assert _pid(upgraded) != old
    _wait_for_end(old)
    server.version = "another"  # for the end of this test


def test_a_command_that_an_upgrade_has_overtaken_starts_no_server(
    server: SharedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that it started would run the new code and say that it was the old one; one that runs already is used."""
    pid = _connected_pid(server)
    monkeypatch.setattr("grader.isolation.servers.server_version", lambda: "another")
    assert _connected_pid(server) == pid
    server.ask("stop")
    _wait_for_end(pid)

    with pytest.raises(KitError, match="The kit was upgraded while this command ran; start the command again"):
        server.connect()
    assert server.ask("status") is None


def test_a_lost_server_costs_a_second_try(source_kit: Kit, server: SharedServer) -> None:
    """A run whose server is killed is done again from the start, by another server; its child is gone too."""
    launcher = _Killing(server, times=1)
    waits_for_its_end = f"import os, time\nwhile os.getppid() == {_connected_pid(server)}: time.sleep(0.01)\n"

    evidence = _run(source_kit, launcher, waits_for_its_end + SOURCE)

    assert evidence.runs["overfits"].status == "finished"
    assert not evidence.harness_fault
    assert _pid(server) != launcher.killed[0]


def test_a_server_that_is_lost_again_is_no_fault_of_the_learner(source_kit: Kit, server: SharedServer) -> None:
    """The verdict is that the kit failed, never that the submission did."""
    evidence = _run(source_kit, _Killing(server, times=2), "import time\nwhile True: time.sleep(0.01)\n")

    assert evidence.harness_fault
    assert "in the middle of a run" in evidence.harness_fault


def test_a_server_without_a_free_descriptor_lives_on(server: SharedServer) -> None:
    """Whoever cannot be let in waits; with a descriptor free again they are served, by the same process."""
    import resource  # not on Windows, where nothing forks

    pid = _connected_pid(server)
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (0, limits[1]))
    connection = server.connect()
    process = os.pidfd_open(pid)
    assert not select.select([process], [], [], 1)[0], "the server has ended"
    os.close(process)

    resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
    connection.send({"version": server.version, "ask": "status"})

    assert connection.answer()["pid"] == pid
    connection.close()


def test_a_request_that_is_none_ends_its_child_alone(server: SharedServer) -> None:
    """The child cannot read it and ends; it does not go on as a second server, and the first one has not noticed."""
    pid = _connected_pid(server)
    connection = server.connect()
    with open(os.devnull, "r+b") as nothing:
        connection.send({"version": server.version, "ask": "run"}, nothing.fileno(), nothing.fileno())

    assert [connection.answer(30), connection.answer(30)] == [{"accepted": True}, {"exit": 1}]
    assert _pid(server) == pid
    connection.close()


def test_a_child_in_the_group_of_its_server_is_killed(source_kit: Kit, server: SharedServer) -> None:
    """It left its own group, which is killed as a whole; the server finds it all the same."""
    source = (
        "import os, time\nprint(os.getpid(), flush=True)\nos.setpgid(0, os.getpgid(os.getppid()))\ntime.sleep(600)\n"
    )
    _connected_pid(server)  # it has imported TensorFlow by now, which counts as the time of nobody
    exercise = replace(find_exercise(source_kit, "02"), limits=Limits(scenario_seconds=3, submission_seconds=60))

    evidence = collect(Job(exercise, source, {}), ForkedLauncher(server))

    assert evidence.loaded.status == "timeout"
    assert is_gone(int(evidence.printed))


def test_ends_when_it_has_nothing_to_do(server: SharedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An idle server gives its memory back by itself and leaves no address behind."""
    monkeypatch.setenv(IDLE_VARIABLE, "0.01")

    _wait_for_end(_connected_pid(server))

    assert server.ask("status") is None


def test_ends_when_it_holds_too_much(source_kit: Kit, server: SharedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server above its cap of memory serves whom it has, then ends."""
    monkeypatch.setenv(MEMORY_VARIABLE, "1")
    pid = _connected_pid(server)

    assert _run(source_kit, ForkedLauncher(server)).runs["overfits"].status == "finished"

    _wait_for_end(pid)


def test_a_folder_that_others_can_read_is_not_used(server: SharedServer) -> None:
    """Whoever could reach the socket could send work to it as this user."""
    folder = place()
    folder.chmod(0o755)

    with pytest.raises(KitError, match="only you can read"):
        place()
    said: list[str] = []
    with open_launcher(said.append, name="shared"):
        pass
    folder.chmod(0o700)
    assert "Going on with a server of this command's own" in said[0]


@pytest.mark.parametrize("text", ["soon", "-1", "0", "inf"])
def test_a_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The variable is named, with what it holds."""
    monkeypatch.setenv(IDLE_VARIABLE, text)

    with pytest.raises(KitError, match=f"{IDLE_VARIABLE} is '{text}'; it must be a number above 0"):
        setting(IDLE_VARIABLE, 900)


def test_a_server_that_cannot_start_tells_its_last_words(
    source_kit: Kit, server: SharedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken installation is explained by what the server wrote last."""
    broken = (sys.executable, "-c", "import sys; sys.exit('no keras here')")
    monkeypatch.setattr("grader.isolation.servers.PYTHON", broken)

    evidence = _run(source_kit, ForkedLauncher(server))

    assert evidence.harness_fault
    assert "no keras here" in evidence.harness_fault


@contextlib.contextmanager
def _suspended(server: SharedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Start a server and give its number while it does nothing, as one that hangs, and is expected to answer at once."""
    pid = _connected_pid(server)
    os.utime(place() / "pid", (0, 0))
    os.kill(pid, signal.SIGSTOP)
    try:
        with monkeypatch.context() as patch:
            patch.setattr("grader.isolation.silence.AT_ONCE", 0.1)
            yield pid
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("question", ["status", "stop"])
def test_a_server_that_hangs_can_be_ended_by_hand(
    server: SharedServer, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    """Who asks it gets its number and the command that ends it, and need not wait for minutes."""
    with _suspended(server, monkeypatch) as pid, pytest.raises(KitError, match=f"process {pid}.* kill -9 {pid}$"):
        server.ask(question)


def test_no_second_server_is_started_beside_a_silent_one(server: SharedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lives, and whoever started another one would leave two of them."""

    def connect(path: str, patience: float) -> None:
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr("grader.isolation.servers.Connection", connect)
        with pytest.raises(KitError, match="The warm server does not answer"):
            server.connect()

    assert server.ask("status") is None
