"""Grading on this machine."""

from __future__ import annotations

import os

import pytest

from grader.batch.local import Local
from grader.judge import Engine
from grader.kit.cores import VARIABLE
from grader.kit.paths import Kit


@pytest.mark.parametrize(("wanted", "workers"), [("", 5), ("4", 5), ("3", 3), ("1", 1)])
def test_one_more_than_there_are_cores(
    source_kit: Kit, monkeypatch: pytest.MonkeyPatch, wanted: str, workers: int
) -> None:
    """So a submission that waits leaves no core idle; who wants to leave cores free gets just what was asked for."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5, 7}, raising=False)
    monkeypatch.setenv(VARIABLE, wanted)

    assert Local([], Engine(source_kit))._workers == workers
    assert Local([], Engine(source_kit), 2)._workers == 2
