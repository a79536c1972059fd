"""One child, played by objects of the test's own, from its start to its end."""

from __future__ import annotations

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
from tests.isolation.sealing import KEY

CASES: dict[str, dict[str, Any]] = {"a": {"scenario": "x"}}


def _forked(evidence: BinaryIO) -> Child:
    connection: Any = SimpleNamespace(say_no_more=lambda: None, answer=lambda seconds: {"exit": -9}, close=lambda: None)
    return ForkedChild(connection, evidence)


def _fresh(evidence: BinaryIO) -> Child:
    return FreshChild(subprocess.Popen([sys.executable, "-c", "input()"], start_new_session=True), evidence)


@pytest.fixture
def held() -> Iterator[BinaryIO]:
    """Return a stream of evidence that somebody holds who is no part of the child, and lives on."""
    ours, theirs = os.pipe()
    yield os.fdopen(ours, "rb")
    os.close(theirs)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes to get away from")
@pytest.mark.parametrize("child_of", [_forked, _fresh])
def test_a_process_that_got_away_holds_nobody_up(held: BinaryIO, tmp_path: Path, child_of: Any) -> None:
    """Grading goes on although the stream of evidence does not end; once it does, it is closed."""
    launcher: Any = SimpleNamespace(start=lambda request: child_of(held))
    request: dict[str, Any] = {"key": KEY.hex(), "cases": CASES, "source": "x = 1"}
    evidence = Evidence.of(CASES)
    clock = RunClock(time.monotonic(), 0.0, tmp_path, 10**9)
    work = threading.Thread(target=run_child, args=(request, launcher, Children(), evidence, clock), daemon=True)

    work.start()
    work.join(20)

    assert not work.is_alive()
    assert evidence.loaded.status == "timeout"
