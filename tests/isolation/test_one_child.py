"""One child, played by objects of the test's own, from its start to its end."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest

from grader.evidence import Evidence
from grader.isolation.forked import ForkedChild
from grader.isolation.fresh import FreshChild
from grader.isolation.launcher import Child, Children
from grader.isolation.one_child import RunClock, run_child
from grader.kit.errors import KitError
from tests.isolation.sealing import KEY, sealed
from tests.isolation.test_collect import READY, Actor

CASES: dict[str, dict[str, Any]] = {"a": {"scenario": "x"}}
REQUEST: dict[str, Any] = {"key": KEY.hex(), "cases": CASES, "source": "x = 1"}


class _UpWhenReady(RunClock):
    """Leaves no time once the child is ready."""

    def enter(self, space: int | None) -> None:
        """Call the time up."""
        self._deadline = time.monotonic()


def _forked(evidence: BinaryIO) -> Child:
    connection: Any = SimpleNamespace(say_no_more=lambda: None, answer=lambda seconds: {"exit": -9}, close=lambda: None)
    return ForkedChild(connection, evidence)


def _fresh(evidence: BinaryIO) -> Child:
    return FreshChild(
        subprocess.Popen([sys.executable, "-c", "input()"], start_new_session=True), evidence, io.BytesIO()
    )


@pytest.fixture
def held() -> Iterator[BinaryIO]:
    """Return the evidence of a child that is ready; somebody holds it who is no part of the child, and lives on."""
    ours, theirs = os.pipe()
    os.write(theirs, sealed([READY]))
    yield os.fdopen(ours, "rb")
    os.close(theirs)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes to get away from")
@pytest.mark.parametrize("child_of", [_forked, _fresh])
def test_a_process_that_got_away_holds_nobody_up(held: BinaryIO, tmp_path: Path, child_of: Any) -> None:
    """Grading goes on although the stream of evidence does not end; once it does, it is closed."""
    launcher: Any = SimpleNamespace(start=lambda request: child_of(held))
    evidence = Evidence.of(CASES)
    clock = _UpWhenReady(time.monotonic() + 60, 60.0, tmp_path, 10**9)
    work = threading.Thread(target=run_child, args=(REQUEST, launcher, Children(), evidence, clock), daemon=True)

    work.start()
    work.join(20)

    assert not work.is_alive()
    assert evidence.loaded.status == "timeout"


def test_time_that_earlier_children_have_spent_is_no_fault_of_the_kit(tmp_path: Path) -> None:
    """A child that begins when the submission's time is up has none to get ready in, and is out of time."""
    evidence = Evidence.of(CASES)
    evidence.loaded.status = "loaded"
    clock = RunClock(time.monotonic(), 60.0, tmp_path, 10**9)

    ending = run_child(REQUEST, Actor([], hang=True), Children(), evidence, clock)

    assert (ending.timed_out, ending.early) == (True, True)


def test_a_child_that_was_stopped_says_so(tmp_path: Path) -> None:
    """Nobody takes the end of a child that was killed on purpose for a fault of the kit."""
    children = Children()

    class Stopping(Actor):
        """Is stopped before its child is ready."""

        def end(self) -> int | None:
            """Have somebody stop everything."""
            children.close()
            return super().end()

    clock = RunClock(time.monotonic() + 60, 60.0, tmp_path, 10**9)

    with pytest.raises(KitError, match="Grading was stopped"):
        run_child(REQUEST, Stopping([]), children, Evidence.of(CASES), clock)
