"""Grading wrong submissions to see what they show."""

from __future__ import annotations

import pytest

from grader.authoring.observe import SEEDS, observe, signatures_in
from grader.authoring.observed import Observed, digest_of, judge_of, read_observed
from grader.authoring.specimen import Specimen, wrong_ones
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.report import CheckResult, Report


def test_only_what_changed_is_graded(kit: Kit, engine: Engine) -> None:
    """One submission changed: it alone is graded, with every seed, and shows what it showed."""
    exercise = find_exercise(kit, "02")
    wrong, kept = wrong_ones(kit, exercise), read_observed(kit, exercise)
    changed = next(one for one in wrong if one.name == "epoch_from_one")
    changed.path.write_text(changed.path.read_text(encoding="utf-8") + "\n# another end\n", encoding="utf-8")

    steps = list(observe(exercise, wrong, kept, engine))

    assert [(count, total) for _, count, total in steps] == [(0, 1), (1, 1)]
    seen = steps[-1][0].seen
    assert seen["epoch_from_one"].digest == digest_of(changed)
    assert seen["epoch_from_one"].signatures == kept.seen["epoch_from_one"].signatures[: len(SEEDS)]
    assert seen.keys() == kept.seen.keys()


def test_what_is_gone_is_forgotten(kit: Kit, engine: Engine) -> None:
    """A submission that was removed is no longer learned from, and nothing is graded for it."""
    exercise = find_exercise(kit, "02")
    wrong, kept = wrong_ones(kit, exercise)[1:], read_observed(kit, exercise)

    ((observed, count, total),) = observe(exercise, wrong, kept, engine)

    assert (count, total) == (0, 0)
    assert observed == Observed(judge_of(exercise), {one.name: kept.seen[one.name] for one in wrong})


def _report(status: str) -> Report:
    check = CheckResult("test_a", "A.", 1, "x", status=status, expected="1", seen="2", why="So.")  # type: ignore[arg-type]
    return Report("02_x", "X", "wrong/x.py", 7, [check])


def test_only_verdicts_show_something() -> None:
    """A file that hangs or crashes has no signature; a fault of the kit is no property of a submission."""
    assert len(signatures_in(_report("failed"))) == 1
    assert signatures_in(_report("timeout")) == signatures_in(_report("passed")) == []
    with pytest.raises(KitError, match=r"wrong/x\.py could not be graded, seed 7"):
        signatures_in(_report("harness_error"))


def test_a_name_of_a_file_is_enough(kit: Kit) -> None:
    """Submissions are known by their file's name."""
    assert Specimen(kit.root / "wrong" / "late.py").name == "late"
