"""From lines of evidence to evidence, while the clock runs."""

from __future__ import annotations

import json
import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from grader.evidence import Evidence, Raised, Run, Told, insist
from grader.isolation.reader import Reader
from grader.kit.errors import KitError

# Seconds between two looks at what the child has written, and holds.
LOOK = 1.0
EARLY = "The kit failed before your file was read"
OVERFLOW = (
    "It was stopped, because it did more than can be written down: "
    "the record of its calls, warnings and printed lines grew past 16 MB."
)


class Clock(Protocol):
    """Says how long the child may be silent, and how much it may write and hold."""

    def restart(self) -> None:
        """Give the scenario that begins now its full time."""

    def left(self) -> float:
        """Return the seconds left."""

    def enter(self, space: int | None) -> None:
        """Note the user namespace that the child has made for itself."""

    def excess(self) -> str | None:
        """Return what the child has taken too much of, as a clause, or None."""


@dataclass(frozen=True)
class Ending:
    """Why a child is not watched any more, where that is not its own doing.

    ``stopped`` is a sentence, ``hopeless`` tells that another child of this submission would be stopped at once.
    ``early`` tells that the child was not ready by then: the submission had not been read.
    """

    timed_out: bool = False
    stopped: str = ""
    hopeless: bool = False
    early: bool = False


class _Stopped(Exception):
    """The child has filled the disk or the memory; the message says how."""


class _Overflown(Exception):
    """The child has said that its record is full."""


def watch(reader: Reader, evidence: Evidence, clock: Clock, names: Container[str]) -> Ending:
    """Take every event until the child has said ``done`` or ``dying``, ended, or run out of time; it runs ``names``.

    Raises KitError when it says that it cannot be made ready.
    """
    watcher = _Watcher(evidence, clock, names)
    ending = _take_all(reader, watcher, evidence, clock)
    return replace(ending, early=not watcher.is_ready)


def _take_all(reader: Reader, watcher: _Watcher, evidence: Evidence, clock: Clock) -> Ending:
    try:
        for line in _lines(reader, clock):
            watcher.take(line)
            if watcher.done:
                break
    except TimeoutError:
        return Ending(timed_out=True)
    except _Stopped as stop:
        return Ending(stopped=str(stop), hopeless=True)
    except _Overflown:
        return Ending(stopped=OVERFLOW)
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        evidence.faults.append(f"a malformed record of evidence: {error}")
    return Ending()


def _lines(reader: Reader, clock: Clock) -> Iterator[bytes]:
    """Yield each line until the evidence ends; raises TimeoutError, and _Stopped when the child has taken too much."""
    next_look = time.monotonic() + LOOK
    while True:
        if time.monotonic() >= next_look:
            if excess := clock.excess():
                raise _Stopped(f"It was stopped, because {excess}.")
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
    def __init__(self, evidence: Evidence, clock: Clock, names: Container[str]) -> None:
        self._evidence, self._clock, self._names = evidence, clock, names
        self._current: Run | None = None
        # What a file prints when it is imported is the same each time: once is enough.
        self._is_first = evidence.loaded.status == "not_run"
        self.is_ready = self.done = False

    def take(self, line: bytes) -> None:
        event = json.loads(line, object_hook=Told)
        kind = event["event"]
        if kind == "done":
            self.done = True
        elif kind == "overflow":
            raise _Overflown
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
        if name not in self._names:
            raise ValueError(f"nobody asked for the run {name}")
        run = self._evidence.runs[name]
        if self._current is not None or run.begun:
            raise ValueError(f"the run {name} began twice or inside another")
        run.begun = True
        self._current = run
        self._clock.restart()

    def _take_before_runs(self, kind: str, event: dict[str, Any]) -> None:
        evidence = self._evidence
        if kind == "ready":
            if self.is_ready:
                raise ValueError("the child was ready twice")
            versions, protections = dict(event["versions"]), list(event["protections"])
            insist((versions.values(), str), (protections, str), ([event["space"]], int | None))
            evidence.versions, evidence.protections = versions, protections
            self.is_ready = True
            self._clock.enter(event["space"])
            self._clock.restart()
        elif kind == "unready" and not self.is_ready:
            raise KitError(f"{EARLY}: {event['message']}")
        elif kind == "loaded":
            evidence.loaded.names = {name: _described(thing) for name, thing in event["names"].items()}
            evidence.loaded.status = "loaded"  # last: others may be waiting for it
            evidence.tell()
        elif kind == "load_failed":
            evidence.loaded.raised = Raised(**{key: value for key, value in event.items() if key != "event"})
            evidence.loaded.status = "raised"
        elif kind == "printed":
            evidence.printed += event["text"] if self._is_first else ""
        elif kind != "warning":
            raise ValueError(f"the event {kind!r} outside any run")


def _described(thing: dict[str, Any]) -> dict[str, Any]:
    """Return what a child saw of a name; raises TypeError where the judge could not read it."""
    parameters = thing["parameters"]
    insist(([thing["kind"]], str), ([parameters], list | None))
    for one in parameters or ():
        insist(((one["name"], one["kind"]), str), ([one["optional"]], bool))
    return thing
