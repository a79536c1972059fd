"""From lines of evidence to evidence, while the clock runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Protocol

from grader.evidence import Evidence, Raised, Run
from grader.isolation.reader import Reader

# Seconds between two looks at what the child has written.
LOOK = 1.0


class Clock(Protocol):
    """Says how long the child may be silent, and how much it may write."""

    def restart(self) -> None:
        """Give the scenario that begins now its full time."""

    def left(self) -> float:
        """Return the seconds left."""

    def excess(self) -> str | None:
        """Return what the child has written too much of, or None."""


def watch(reader: Reader, evidence: Evidence, clock: Clock) -> None:
    """Take every event until the child has said ``done`` or ``dying``, ended, or run out of time."""
    watcher = _Watcher(evidence, clock)
    try:
        for line in _lines(reader, evidence, clock):
            watcher.take(line)
            if watcher.done:
                break
    except TimeoutError:
        evidence.timed_out = True
    except (KeyError, TypeError, ValueError, LookupError, AttributeError) as error:
        evidence.faults.append(f"a malformed record of evidence: {error}")


def _lines(reader: Reader, evidence: Evidence, clock: Clock) -> Iterator[bytes]:
    """Yield each line until the evidence ends or the child has written too much; raises TimeoutError."""
    next_look = time.monotonic() + LOOK
    while True:
        if time.monotonic() >= next_look:
            if excess := clock.excess():
                evidence.stopped = f"It was stopped, because it wrote {excess}."
                return
            next_look = time.monotonic() + LOOK
        left = clock.left()
        try:
            line = reader.next_line(min(left, LOOK))
        except TimeoutError:
            if left <= LOOK:
                raise
            continue
        if line is None:
            return
        yield line


class _Watcher:
    def __init__(self, evidence: Evidence, clock: Clock) -> None:
        self._evidence, self._clock = evidence, clock
        self._current: Run | None = None
        self.done = False

    def take(self, line: bytes) -> None:
        event = json.loads(line)
        kind = event["event"]
        if kind == "done":
            self.done = True
        elif kind == "begin":
            self._begin(event["run"])
        elif self._current is not None:
            self._current.take(event)
            self.done = kind == "dying"
            if kind == "end":
                self._current = None
                self._evidence.tell()
        else:
            self._take_before_runs(kind, event)

    def _begin(self, name: str) -> None:
        run = self._evidence.runs[name]
        if self._current is not None or run.begun:
            raise ValueError(f"the run {name} began twice or inside another")
        run.begun = True
        self._current = run
        self._clock.restart()

    def _take_before_runs(self, kind: str, event: dict[str, Any]) -> None:
        evidence = self._evidence
        if kind == "ready":
            evidence.versions, evidence.protections = event["versions"], event["protections"]
            self._clock.restart()
        elif kind == "loaded":
            evidence.loaded.names = event["names"]
            evidence.loaded.status = "loaded"  # last: others may be waiting for it
            evidence.tell()
        elif kind == "load_failed":
            fields = {key: value for key, value in event.items() if key != "event"}
            evidence.loaded.status, evidence.loaded.raised = "raised", Raised(**fields)
        elif kind == "printed":
            evidence.printed += event["text"]
        elif kind != "warning":
            raise ValueError(f"the event {kind!r} outside any run")
