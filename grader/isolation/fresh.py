"""Children in fresh processes, for systems that cannot fork; one spare has always imported Keras already."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import IO, Any, BinaryIO, cast

from grader.isolation.environment import server_environment
from grader.isolation.launcher import PYTHON, STARTING, Children, Say, last_words_in
from grader.isolation.run_folder import run_folder, sweep
from grader.kit.errors import KitError


class FreshLauncher:
    """Starts each child as a process of its own."""

    def __init__(self, say: Say = lambda sentence: None) -> None:
        say(STARTING)
        self._stack = ExitStack()
        self._folder = self._stack.enter_context(run_folder())
        # A child ends with the thread that started it: that must not be one of those that come and go.
        self._starter = self._stack.enter_context(ThreadPoolExecutor(1))
        self._lock = threading.Lock()
        self._children = Children()
        self._spare = self._spawn()
        sweep()  # while the spare imports TensorFlow

    def start(self, request: dict[str, Any]) -> FreshChild:
        """Give ``request`` to the spare and start the next one; raises KitError when the spare has died."""
        with self._lock:
            self._children.expect_one()
            child, self._spare = self._spare, self._spawn()
        try:
            child.ask(request)
        except OSError as error:
            child.discard()
            raise KitError(f"A grading process did not start: {error}. {child.last_words()}") from error
        self._children.add(child)
        return child

    def close(self) -> None:
        """End every child, and the spare."""
        self._children.close()
        with self._lock:
            self._spare.discard()
            self._stack.close()

    def _spawn(self) -> FreshChild:
        return self._starter.submit(self._start_process).result()

    def _start_process(self) -> FreshChild:
        log = tempfile.TemporaryFile()  # noqa: SIM115  (it is closed when the child has ended)
        process = subprocess.Popen(
            [*PYTHON, "-m", "grader.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=server_environment(self._folder),
            cwd=self._folder,
            start_new_session=True,
        )
        assert process.stdout
        return FreshChild(process, process.stdout, log)


class FreshChild:
    """A child that is a process of its own; ``log`` is where it writes until it has its request."""

    def __init__(self, process: subprocess.Popen[bytes], evidence: IO[bytes], log: IO[bytes]) -> None:
        self._process, self._log = process, log
        self._said = ""
        self.evidence = cast(BinaryIO, evidence)

    def ask(self, request: dict[str, Any]) -> None:
        """Have the child serve ``request``; raises OSError when it has died."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()  # and not closed: where it cannot do otherwise, a child ends when this pipe does

    def discard(self) -> None:
        """End a child whose evidence nobody reads."""
        self.end()
        self.evidence.close()

    def kill(self) -> None:
        """Kill the process group; once ``end`` has waited for the child, its number may be another's."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> int | None:
        """Kill what is left and return the exit code, as ``Child.end`` says."""
        self.kill()
        code = self._process.wait()
        if self._process.stdin:
            with contextlib.suppress(OSError):  # it may hold what nobody has read
                self._process.stdin.close()
        if not self._log.closed:
            with self._log:
                self._log.seek(0)
                self._said = self._log.read().decode(errors="replace")
        return code

    def last_words(self) -> str:
        """Return what the child wrote last, as ``Child.last_words`` says."""
        return last_words_in(self._said)
