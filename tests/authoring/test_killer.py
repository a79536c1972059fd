"""What kills a mutant is a check that fails; a clock, or a crash, has to do it twice."""

from __future__ import annotations

import pytest

from grader.authoring import killer as module
from grader.authoring.killer import Kill, killer
from grader.authoring.mutants import Mutant
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.paths import Kit

FAILED, TIMEOUT, CRASHED = (Kill("test_a", status) for status in ("failed", "timeout", "crashed"))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([None], None),
        ([FAILED], FAILED),
        ([TIMEOUT, None], None),
        ([TIMEOUT, TIMEOUT], TIMEOUT),
        ([TIMEOUT, FAILED], FAILED),
        ([CRASHED, None], None),
        ([CRASHED, CRASHED], CRASHED),
    ],
)
def test_what_a_machine_may_have_done_is_graded_once_more(
    source_kit: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch, found: list[Kill | None], counts: Kill | None
) -> None:
    """A timeout and a crash count only if the second grading does not end well; all else is graded once."""
    left = list(found)
    monkeypatch.setattr(module, "_graded", lambda *_: left.pop(0))

    assert killer(Mutant("x = 1\n", 1, "x", "1"), find_exercise(source_kit, "00"), engine, 1) == counts
    assert left == []


@pytest.mark.parametrize(
    ("old", "new", "kill"),
    [
        ("verbose=1", "verbose=2", None),
        ("patience=2", "patience=3", Kill("test_stops_after_two_epochs_without_progress", "failed")),
        ("def train(", "import os\n\nos._exit(3)\n\n\ndef train(", Kill("test_can_be_called", "crashed")),
    ],
)
def test_the_status_is_that_of_the_check(
    source_kit: Kit, engine: Engine, old: str, new: str, kill: Kill | None
) -> None:
    """A real grading tells the first check that is not passed, and how it ended."""
    solution = (source_kit.solutions / "00_first_callback" / "solution.py").read_text(encoding="utf-8")
    assert solution.count(old) == 1

    assert killer(Mutant(solution.replace(old, new), 1, old, new), find_exercise(source_kit, "00"), engine, 1) == kill
