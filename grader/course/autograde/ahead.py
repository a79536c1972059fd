"""Grading ahead of nbgrader, which goes through its steps one student at a time: a process of its own does it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from grader.batch import HandedIn, Result
from grader.kit.paths import ROOT_VARIABLE, Kit

_COMMAND = (sys.executable, "-P", "-m", "grader.course.autograde.worker")
ENDING = 10.0  # seconds


class Ahead:
    """Grades ``waiting`` for the batch in ``folder`` on all cores, in a process that ends with this one.

    ``say`` is told what happens, by whoever waits for a result. ``lock`` is held until the process has ended, too.
    """

    def __init__(
        self, kit: Kit, folder: Path, waiting: Iterable[HandedIn], say: Callable[[str], None], lock: IO[str]
    ) -> None:
        self._say, self._told = say, queue.SimpleQueue[dict[str, Any] | None]()
        self.results: dict[tuple[str, str], Result] = {}
        environment = os.environ | {ROOT_VARIABLE: str(kit.root)}
        self.process = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            pass_fds=() if os.name == "nt" else (lock.fileno(),),
            start_new_session=True,  # Ctrl-C reaches it as the end of its input, at a moment at which it can take it
        )
        assert self.process.stdin and self.process.stdout
        answers = [asdict(one) | {"path": str(one.path)} for one in waiting]
        try:
            self.process.stdin.write(json.dumps({"folder": str(folder.resolve()), "answers": answers}).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended already, and whoever waits will learn so
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def _listen(self, lines: Iterable[bytes]) -> None:
        """Take what is told off the pipe at once: the process must never wait for nbgrader."""
        for line in lines:
            if line.endswith(b"\n"):
                self._told.put(json.loads(line))
        self._told.put(None)

    def wait(self, key: tuple[str, str] | None = None) -> Result | None:
        """Return the result for ``key`` when it is there; None when the process has ended without one."""
        while key not in self.results:
            told = self._told.get()
            if told is None:
                self._told.put(None)  # for whoever asks next
                self.process.wait()
                return None
            if "say" in told:
                self._say(told["say"])
            else:
                result = Result(**told["result"])
                self.results[result.key] = result
                self._say(f"{result.student}: {result.exercise} {result.report['status']} {result.report['score']:g}")
        return self.results[key] if key else None

    def close(self) -> None:
        """End the process, and what it has started."""
        assert self.process.stdin
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
