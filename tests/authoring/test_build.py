"""Stubs are regenerated; a learner's work is not touched."""

from __future__ import annotations

import pytest

from grader.authoring.build import build
from grader.catalogue import Exercise, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit


@pytest.fixture
def exercise(kit: Kit) -> Exercise:
    """Return an exercise in a kit of the test's own, whose solution has just changed."""
    solution = kit.solutions / "00_first_callback" / "solution.py"
    solution.write_text(
        solution.read_text(encoding="utf-8").replace("Train a compiled model", "Train it"), encoding="utf-8"
    )
    return find_exercise(kit, "00")


def test_a_pristine_file_follows_the_stub(kit: Kit, exercise: Exercise) -> None:
    """Nobody has begun, so the learner gets the new stub."""
    assert build(kit, exercise)

    assert "Train it" in exercise.stub.read_text(encoding="utf-8")
    assert exercise.submission.read_bytes() == exercise.stub.read_bytes()
    assert not build(kit, exercise)


def test_work_is_never_overwritten(kit: Kit, exercise: Exercise) -> None:
    """A file that the learner has changed stays as it is."""
    exercise.submission.write_text("mine = 1\n", encoding="utf-8")

    build(kit, exercise)

    assert exercise.submission.read_text(encoding="utf-8") == "mine = 1\n"
    assert "Train it" in exercise.stub.read_text(encoding="utf-8")


def test_a_kit_without_solutions_says_so(kit: Kit, exercise: Exercise) -> None:
    """A learner's copy cannot build stubs, and says what is missing."""
    (kit.solutions / exercise.slug / "solution.py").unlink()

    with pytest.raises(KitError, match=r"solution\.py is missing"):
        build(kit, exercise)
