"""One child: started, watched while the clock runs, ended, and what it was doing marked."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from grader.evidence import Evidence
from grader.isolation import memory
from grader.isolation.chains import close_run
from grader.isolation.disk import excess
from grader.isolation.launcher import Child, Children, Launcher, ServerLost
from grader.isolation.reader import Reader
from grader.isolation.watch import EARLY, Ending, watch
from grader.kit.errors import KitError


class RunClock:
    """When the child must have said the next thing: the limit of a scenario, in seconds, and that of the submission.

    ``deadline`` is a moment of ``time.monotonic``; all that the children of a submission write lies in ``folder``;
    the processes of one may hold ``memory`` bytes together.
    """

    def __init__(self, deadline: float, scenario_seconds: float, folder: Path, memory: int) -> None:
        self._deadline, self._scenario_seconds, self._folder, self._memory = deadline, scenario_seconds, folder, memory
        self._space: int | None = None
        self.restart()

    def restart(self) -> None:
        """Give the scenario that begins now its full time."""
        self._until = min(self._deadline, time.monotonic() + self._scenario_seconds)

    def left(self) -> float:
        """Return the seconds left."""
        return self._until - time.monotonic()

    def is_up(self) -> bool:
        """Tell whether the submission has had all of its time."""
        return time.monotonic() >= self._deadline

    def enter(self, space: int | None) -> None:
        """Note the user namespace that the child has made for itself."""
        self._space = space

    def excess(self) -> str | None:
        """Return what the child has taken too much of, or None."""
        if written := excess(self._folder):
            return f"it wrote {written}"
        held = memory.excess(self._space, self._memory)
        return held and f"its processes held {held}"


def run_child(
    request: dict[str, Any], launcher: Launcher, children: Children, evidence: Evidence, clock: RunClock
) -> Ending:
    """Have a child serve ``request``, add what it says to ``evidence``, and tell how it ended.

    Closing ``children`` ends it.
    Raises KitError when it cannot be started or made ready, ServerLost when it was lost through no fault of its own.
    """
    children.expect_one()
    child = launcher.start(request)
    children.add(child)
    clock.restart()
    reader = Reader(child.evidence, bytes.fromhex(request["key"]))
    try:
        ending = watch(reader, evidence, clock, request["cases"])
    finally:
        try:
            code = child.end()
        finally:
            reader.abandon()
    if ending.early and not ending.stopped and not (ending.timed_out and _was_late(evidence, clock)):
        children.expect_one()  # it may have been stopped on purpose
        raise _failed_early(child, code, ending)
    if code is None and _is_dying(evidence, request):
        raise ServerLost("The warm server did not say in time how a run ended that was to be killed.")
    _close(evidence, request, code, ending)
    return ending


def _was_late(evidence: Evidence, clock: RunClock) -> bool:
    """Tell whether earlier children of the submission have spent its time, so that this one had none to get ready in."""
    return evidence.loaded.status == "loaded" and clock.is_up()


def _failed_early(child: Child, code: int | None, ending: Ending) -> KitError:
    how = "was not ready in time" if ending.timed_out else "ended" if code is None else f"ended with exit code {code}"
    return KitError(f"{EARLY}: the process that was to run it {how}. {child.last_words()}".strip())


def _is_dying(evidence: Evidence, request: dict[str, Any]) -> bool:
    """Tell whether a run has announced its death, so that all depends on how the child ended."""
    runs = (evidence.runs[name] for name in request["cases"])
    return any(run.status == "not_run" and run.death is not None for run in runs)


def _close(evidence: Evidence, request: dict[str, Any], code: int | None, ending: Ending) -> None:
    """Mark what was going on when the child ended without saying so."""
    for run in (evidence.runs[name] for name in request["cases"]):
        if run.status == "not_run" and run.begun:
            close_run(run, code, timed_out=ending.timed_out, stopped=ending.stopped)
    if request["source"] is not None and evidence.loaded.status == "not_run":
        evidence.loaded.status = "timeout" if ending.timed_out else "crashed"
    evidence.tell()
