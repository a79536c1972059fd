"""Lanes with real children, which are killed, continued and examined at the same time."""

from __future__ import annotations

import pytest

from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.judge import engine as module
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge


@pytest.mark.parametrize("number", ["07", "08"])
def test_two_lanes_at_once_change_no_verdict(source_kit: Kit, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    """A solution with runs in two lanes gets full points when both are at work, whoever else uses the cores."""
    exercise = find_exercise(source_kit, number)
    monkeypatch.setattr(module, "cores", lambda: 2)

    with Engine(source_kit) as engine:
        attempt = engine.attempt(exercise, source_kit.solutions / exercise.slug / "solution.py", seed=1)

    assert attempt.evidence
    assert {run.case.get("lane") for run in attempt.evidence.runs.values()} > {None}
    assert judge(attempt).score == exercise.points
