"""What a wrong submission is told is recorded from a real grading, and asked for again when it no longer fits."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from grader.authoring.rules import FILE as RULES
from grader.authoring.rules import rules_of
from grader.authoring.told import FILE, record_told, told_of, unrecorded
from grader.catalogue import all_exercises, find_exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

SLUG = "00_first_callback"


def _forget_all_but(kit: Kit, words: str) -> Path:
    """Leave one rule of 00 to be recorded; return the file of what was told."""
    file = kit.solutions / SLUG / FILE
    told = told_of(kit, find_exercise(kit, "00"))
    kept = {says: dataclasses.asdict(one) for says, one in told.items() if words not in says}
    assert len(kept) == len(told) - 1
    file.write_text(json.dumps(kept), encoding="utf-8")
    return file


def test_only_what_is_missing_is_graded(kit: Kit, engine: Engine) -> None:
    """One rule was not recorded: its first submission is graded, and what it is told stands there as before."""
    exercise, before = find_exercise(kit, "00"), told_of(kit, find_exercise(kit, "00"))
    _forget_all_but(kit, "stop is announced")
    counts: list[tuple[int, int]] = []

    assert record_told(kit, exercise, engine, 1, lambda *count: counts.append(count)) == 1
    assert counts == [(1, 1)]
    assert told_of(kit, exercise) == before


def test_a_silent_check_is_told(kit: Kit, engine: Engine) -> None:
    """A submission that its check does not catch is no answer to what a wrong one is told."""
    _forget_all_but(kit, "stop is announced")
    solution = (kit.solutions / SLUG / "solution.py").read_text(encoding="utf-8")
    header = '"""Is right.\n\ncaught by: test_announces_the_stop\nmessage: early\n"""\n'
    (kit.solutions / SLUG / "wrong" / "silent.py").write_text(header + solution, encoding="utf-8")

    with pytest.raises(KitError, match=r"does not catch silent\.py, seed 1"):
        record_told(kit, find_exercise(kit, "00"), engine, 1, lambda *_: None)


def test_another_first_submission_is_recorded_again(kit: Kit) -> None:
    """The message belongs to the submission that the rule names first."""
    file = kit.solutions / SLUG / RULES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('["patience_one", "patience_three"', '["patience_three", "patience_one"'), "utf-8")

    (rule,) = unrecorded(kit, find_exercise(kit, "00"))
    assert rule.shown_by[0] == "patience_three"


@pytest.mark.parametrize(
    "changed", ["exercises/00_first_callback/test_exercise.py", "solutions/00_first_callback/wrong/silent.py"]
)
def test_what_was_told_by_another_suite_is_due(kit: Kit, changed: str) -> None:
    """Another suite may word every message in another way; a submission that changed makes its own rule due."""
    exercise, file = find_exercise(kit, "00"), kit.root / changed
    assert unrecorded(kit, exercise) == []

    file.write_text(f"{file.read_text(encoding='utf-8')}\nMORE = 1\n", encoding="utf-8")

    due = [rule for rule in rules_of(kit, exercise) if "exercises" in changed or rule.shown_by[0] == "silent"]
    assert unrecorded(kit, exercise) == due != []


def test_nothing_recorded(kit: Kit) -> None:
    """Without a file, every rule is due."""
    (kit.solutions / SLUG / FILE).unlink()
    exercise = find_exercise(kit, "00")

    assert told_of(kit, exercise) == {}
    assert unrecorded(kit, exercise) == rules_of(kit, exercise)


@pytest.mark.parametrize("slug", [exercise.slug for exercise in all_exercises(SOURCE)])
def test_each_message_is_that_of_its_submission(source_kit: Kit, slug: str) -> None:
    """Each rule has a message, by the suite and the submission of today, as its header promises it."""
    exercise = find_exercise(source_kit, slug)

    assert [rule.says for rule in unrecorded(source_kit, exercise)] == [], f"run `grader author rules {slug[:2]}`"
    assert all("why: " in one.message for one in told_of(source_kit, exercise).values())
