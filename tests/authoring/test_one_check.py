"""A wrong submission is graded for its named check alone, and wholly where that is not enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.authoring import one_check
from grader.authoring.one_check import judge_named, runs_by_check
from grader.authoring.specimen import Specimen, wrong_ones
from grader.catalogue import find_exercise
from grader.evidence import Evidence
from grader.judge import Attempt, Engine, read
from grader.kit.paths import Kit

NAMED, ITS_RUNS = "test_stops_after_two_epochs_without_progress", {"plateau", "real_loop"}
CHAIN: dict[str, dict[str, Any]] = {
    "first": {"dies": True},
    "second": {"continues": "first"},
    "left": {"examines": "second"},
    "other": {"continues": "elsewhere"},
    "elsewhere": {},
}


def _specimen(kit: Kit) -> tuple[Specimen, Attempt]:
    exercise = find_exercise(kit, "00")
    (specimen,) = [one for one in wrong_ones(kit, exercise) if one.name == "patience_three"]
    return specimen, read(exercise, specimen.path, 1)


def test_tells_which_runs_a_check_looks_at(kit: Kit, engine: Engine) -> None:
    """Each check of the suite is named, a check of names with no run, one of a real training with that run."""
    exercise = find_exercise(kit, "00")
    attempt = engine.attempt(exercise, kit.solutions / exercise.slug / "solution.py", 1)

    needed = runs_by_check(attempt)

    assert needed["test_stops_a_real_training"] == {"training"}
    assert needed["test_can_be_called"] == set()
    assert set().union(*needed.values()) == set(attempt.evidence.runs if attempt.evidence else ())


def test_a_run_comes_with_its_chain() -> None:
    """Whoever looks at the end of a chain needs its beginning, and the other way round; others stay out."""
    runs = Evidence.of(CHAIN).runs

    assert one_check._with_relatives({"left"}, runs) == {"first", "second", "left"}
    assert one_check._with_relatives({"first"}, runs) == {"first", "second", "left"}
    assert one_check._with_relatives(set(), runs) == set()


def test_only_the_runs_of_the_named_check_are_made(kit: Kit, engine: Engine) -> None:
    """The report holds the verdict of that check alone, and the other runs are not in its evidence."""
    specimen, attempt = _specimen(kit)

    report = judge_named(specimen, attempt, {NAMED: ITS_RUNS}, engine)

    assert [(check.name, check.status) for check in report.checks] == [(NAMED, "failed")]
    assert attempt.evidence
    assert set(attempt.evidence.runs) == ITS_RUNS


@pytest.mark.parametrize("needed", [{}, {NAMED: {"goes_on"}}])
def test_what_it_misses_alone_is_graded_wholly(kit: Kit, engine: Engine, needed: dict[str, set[str]]) -> None:
    """Where the named check is unknown, or its runs do not show the fault, all runs are made, as in any grading."""
    specimen, attempt = _specimen(kit)

    report = judge_named(specimen, attempt, needed, engine)

    assert [check.status for check in report.checks] == ["passed", "passed", "failed"]
    assert Path(report.submission) == specimen.path
