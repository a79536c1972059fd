"""What makes attempts in one command."""

from __future__ import annotations

import pytest

from grader.catalogue import find_exercise
from grader.isolation.layers import REQUIRE_VARIABLE, VARIABLE
from grader.judge import Engine
from grader.kit.paths import Kit


def test_the_environment_can_demand_the_sandbox_of_every_command(
    source_kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a demanded layer is missing nothing is run, although no option asked for it."""
    monkeypatch.setenv(REQUIRE_VARIABLE, "1")
    monkeypatch.setenv(VARIABLE, "landlock")
    exercise = find_exercise(source_kit, "02")

    with Engine(source_kit) as engine:
        attempt = engine.attempt(exercise, source_kit.solutions / exercise.slug / "solution.py", seed=1)

    assert attempt.standing == "harness_error"
    assert "this system lacks" in attempt.message
    assert "landlock" in attempt.message
    assert attempt.evidence
    assert {run.status for run in attempt.evidence.runs.values()} == {"not_run"}
