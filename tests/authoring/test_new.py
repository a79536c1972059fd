"""The skeleton of a new exercise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.authoring.build import build
from grader.authoring.check import FILES, prove
from grader.authoring.new import TODO, new, unfinished
from grader.authoring.rules import rules_of
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "42_my_topic"


def test_it_passes_once_its_todos_are_filled(kit: Kit, engine: Engine) -> None:
    """As it is written, only what the author has to decide is missing; without the marks nothing is."""
    written = new(kit, SLUG)
    exercise = find_exercise(kit, "42")

    before = prove(kit, exercise, engine, range(1), range(1))
    assert before.faults
    assert all(fault.startswith(f"{TODO} is left in") for fault in before.faults), before.faults

    for file in written:
        file.write_text(re.sub(r".*TODO\(author\).*", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    exercise.stub.unlink()
    exercise.submission.unlink()
    build(kit, exercise)
    after = prove(kit, exercise, engine, range(1), range(1))
    assert after.faults == []
    assert (after.right, after.accepted, after.wrong, after.rejected) == (2, 2, 3, 3)


def test_its_rules_hold(kit: Kit) -> None:
    """The table of rules of the skeleton has no empty row, so an author only has to go on with it."""
    new(kit, SLUG)

    assert len(rules_of(kit, find_exercise(kit, "42"))) == 3


def test_it_has_every_file(kit: Kit) -> None:
    """The folders are complete, named after the exercise, and the learner's file is the stub."""
    new(kit, SLUG)
    exercise = find_exercise(kit, SLUG)

    assert {file.name for file in exercise.folder.iterdir()} == {*FILES, "exercise.py"}
    assert exercise.title == "My topic"
    assert "# 42 My topic" in (exercise.folder / "README.md").read_text(encoding="utf-8")
    assert exercise.submission.read_bytes() == exercise.stub.read_bytes()
    assert set(unfinished(exercise.folder)) >= {"README.md", "cases.py", "test_exercise.py"}


@pytest.mark.parametrize("slug", ["my_topic", "4_topic", "42-topic", "42_My_Topic", "../42_topic", "42_", "42_a/b"])
def test_a_name_that_is_no_slug(kit: Kit, slug: str) -> None:
    """Nothing is written under a name that other commands would not find."""
    before = _folders(kit)

    with pytest.raises(KitError, match="as in `12_my_topic`"):
        new(kit, slug)

    assert _folders(kit) == before


def test_a_number_that_is_taken(kit: Kit) -> None:
    """Two exercises of one number could not be told apart by it."""
    with pytest.raises(KitError, match="is taken by 02_detect_overfitting"):
        new(kit, "02_another")


def test_work_is_never_overwritten(kit: Kit) -> None:
    """A folder that is there, even without an exercise, is left alone."""
    (kit.solutions / SLUG).mkdir()

    with pytest.raises(KitError, match="exists"):
        new(kit, SLUG)

    assert not (kit.exercises / SLUG).exists()


def _folders(kit: Kit) -> list[Path]:
    return sorted(kit.root.rglob("*"))
