"""Children in fresh processes, for systems that cannot fork; one spare has always imported Keras already."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from grader.isolation.environment import server_environment
from grader.isolation.launcher import PYTHON, STARTING, Children, Say
from grader.kit.errors import KitError


class FreshLauncher:
    """Starts each child as a process of its own."""

    def __init__(self, say: Say = lambda sentence: None) -> None:
        say(STARTING)
        self._folder = Path(tempfile.mkdtemp(prefix="callbacks-"))
        self._lock = threading.Lock()
        self._children = Children()
        self._spare = self._spawn()

    def start(self, request: dict[str, Any]) -> FreshChild:
        """Give ``request`` to the spare and start the next one; raises KitError when the spare has died."""
        self._children.expect_one()
        with self._lock:
            process, self._spare = self._spare, self._spawn()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.close()
        except OSError as error:
            raise KitError(f"A grading process did not start: {error}.") from error
        child = FreshChild(process, process.stdout)
        self._children.add(child)
        return child

    def close(self) -> None:
        """End every child, and the spare."""
        self._children.close()
        FreshChild(self._spare, self._spare.stdout).end()  # type: ignore[arg-type]  # stdout is a pipe
        for stream in (self._spare.stdin, self._spare.stdout):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]  # both are pipes
        shutil.rmtree(self._folder, ignore_errors=True)

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*PYTHON, "-m", "grader.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=server_environment(self._folder),
            cwd=self._folder,
            start_new_session=True,
        )


class FreshChild:
    """A child that is a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], evidence: IO[bytes]) -> None:
        self._process = process
        self.evidence = cast(BinaryIO, evidence)

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
        return self._process.wait()
