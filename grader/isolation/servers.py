"""Warm servers as their clients see them: one of the command's own, or one that is shared between commands."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from grader.isolation.address import ADDRESS, place
from grader.isolation.ask import PATIENCE, Connection, Lost
from grader.isolation.environment import server_environment
from grader.isolation.launcher import PYTHON, STARTING, Say, last_words_in
from grader.isolation.run_folder import run_folder, sweep
from grader.isolation.silence import note_process, patience_in, silence_in
from grader.isolation.version import server_version
from grader.kit.errors import KitError

IDLE_VARIABLE, MEMORY_VARIABLE = "CALLBACKS_SERVER_IDLE", "CALLBACKS_SERVER_MEMORY"
IDLE_SECONDS, MEMORY_MB = 900.0, 2000.0
UPGRADED = "The kit was upgraded while this command ran; start the command again."


class Server(Protocol):
    """What a launcher needs of a warm server."""

    version: str

    def connect(self) -> Connection:
        """Return a connection to the running server, which is started first if need be; raises KitError."""

    def last_words(self) -> str:
        """Return what the server wrote to its log at last, as a sentence."""

    def silence(self) -> KitError:
        """Return the error that the server does not answer."""

    def close(self) -> None:
        """Be done with the server."""


class OwnServer:
    """A warm server that begins and ends with the command."""

    def __init__(self, say: Say) -> None:
        say(STARTING)
        self.version = server_version()
        self._stack = contextlib.ExitStack()
        self._folder = self._stack.enter_context(run_folder())
        self._process = _start(self._folder, self.version, [], stdin=subprocess.PIPE)

    def connect(self) -> Connection:
        """Return a connection to the server; raises KitError with its last words when it has died."""
        return _new_connection(self._folder)

    def last_words(self) -> str:
        """Return what the server wrote to its log at last, as a sentence."""
        return _last_words(self._folder)

    def silence(self) -> KitError:
        """Return the error that the server does not answer."""
        return silence_in(self._folder)

    def close(self) -> None:
        """End the server; it takes its children with it."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:  # it is still importing; its children die with it
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._stack.close()


class SharedServer:
    """The warm server of this user and environment: found, or started and left running.

    ``version`` is that of the kit when this command began.
    """

    def __init__(self, say: Say) -> None:
        self._say = say
        self.version = server_version()
        self._folder = place()
        self._lock = threading.Lock()

    def connect(self) -> Connection:
        """Return a connection to the server, which is started when none listens; raises KitError when none can be."""
        with self._lock, contextlib.suppress(Lost):
            return _connection(self._folder)
        with self._lock, _alone(self._folder / "lock"):
            with contextlib.suppress(Lost):  # another command was quicker
                return _connection(self._folder)
            if server_version() != self.version:  # it would run new code under the old name
                raise KitError(UPGRADED)
            self._say(STARTING)
            (self._folder / ADDRESS).unlink(missing_ok=True)
            limits = [setting(IDLE_VARIABLE, IDLE_SECONDS), setting(MEMORY_VARIABLE, MEMORY_MB)]
            self._started = _start(self._folder, self.version, limits, stdin=subprocess.DEVNULL)
            return _new_connection(self._folder)

    def last_words(self) -> str:
        """Return what the server wrote to its log at last, as a sentence."""
        return _last_words(self._folder)

    def silence(self) -> KitError:
        """Return the error that the server does not answer."""
        return silence_in(self._folder)

    def close(self) -> None:
        """Leave the server to the next command."""

    def ask(self, question: str) -> dict[str, Any] | None:
        """Return the answer of the running server to ``status`` or ``stop``, None when none is running.

        Raises KitError when it does not answer.
        """
        patience = patience_in(self._folder)
        try:
            with contextlib.closing(_connection(self._folder, patience)) as connection:
                connection.send({"version": self.version, "ask": question})
                return connection.answer(patience)
        except TimeoutError as error:
            raise self.silence() from error
        except Lost:
            return None


def setting(variable: str, default: float) -> float:
    """Return the positive number that ``variable`` of the environment holds, or ``default``; raises KitError."""
    text = os.environ.get(variable, "")
    try:
        value = float(text or default)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise KitError(f"{variable} is {text!r}; it must be a number above 0.")
    return value


def _start(folder: Path, version: str, limits: list[float], stdin: int) -> subprocess.Popen[bytes]:
    """Start a server and return when it listens; it imports TensorFlow after that."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    command = [*PYTHON, "-m", "grader.child.server", str(folder / ADDRESS), version, *map(str, limits)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=log,
            env=server_environment(home),
            cwd=home,
            start_new_session=True,
        )
    note_process(folder, process.pid)
    assert process.stdout
    process.stdout.readline()
    sweep()  # while the server imports TensorFlow
    return process


def _connection(folder: Path, patience: float = PATIENCE) -> Connection:
    """Return a connection to the server in ``folder``; raises Lost when none listens, and KitError when one is silent."""
    try:
        return Connection(str(folder / ADDRESS), patience)
    except TimeoutError as error:
        raise silence_in(folder) from error


def _new_connection(folder: Path) -> Connection:
    """Return a connection to the server that was started in ``folder``; raises KitError when it has died."""
    try:
        return _connection(folder)
    except Lost as error:
        raise KitError(f"The warm server does not answer: {error}. {_last_words(folder)}") from error


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold ``lock``, so that two commands do not start two servers."""
    import fcntl  # not on Windows, where nothing forks

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _last_words(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return last_words_in((folder / "log").read_text(errors="replace"))
    return ""
