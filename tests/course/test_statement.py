"""Statements read as one reads a notebook."""

from __future__ import annotations

import re

import pytest

from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.course.statement import statement_of
from grader.kit.paths import Kit
from tests.conftest import SOURCE

ALL = all_exercises(SOURCE)


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.slug)
def test_no_command_of_a_terminal_is_left(exercise: Exercise) -> None:
    """In a notebook there is neither `grader check` nor a file `exercise.py`."""
    text, _ = statement_of(exercise)

    assert "grader check" not in text
    assert "exercise.py" not in text
    assert "check(...)" in text
    assert text.count("```") % 2 == 0


def test_what_is_worth_knowing_about_grading_stays(source_kit: Kit) -> None:
    """Only the commands go: a sentence about the data that grading uses is kept, and so is where to read on."""
    text, _ = statement_of(find_exercise(source_kit, "06"))

    assert "Grading uses a small drawn stand-in" in text
    assert "Read on: `lessons/day-27.md`" in text


def test_sentences_begin_with_a_capital(source_kit: Kit) -> None:
    """Where `exercise.py` began a sentence, the answer cell does."""
    text, _ = statement_of(find_exercise(source_kit, "00"))

    assert "\nThe answer cell is nearly finished" in text


def _exercise(kit: Kit, text: str) -> tuple[str, dict[str, object]]:
    exercise = find_exercise(kit, "02")
    (exercise.folder / "README.md").write_text(text, encoding="utf-8")
    return statement_of(exercise, lessons="https://example.org/course/")


def test_a_picture_travels_in_the_notebook(kit: Kit) -> None:
    """A picture beside the statement is attached to its cell."""
    (kit.exercises / "02_detect_overfitting" / "curve.png").write_bytes(b"picture")

    text, pictures = _exercise(kit, "# A\n\n![a curve](curve.png)\n")

    assert "![a curve](attachment:curve.png)" in text
    assert pictures == {"curve.png": {"image/png": "cGljdHVyZQ=="}}


def test_links_into_the_lessons_lead_to_their_site(kit: Kit) -> None:
    """Links to files become links to pages; others stay."""
    text, _ = _exercise(kit, "[a](../../lessons/day-27.md#b), [c](https://keras.io), `lessons/quiz.md`")

    assert "[a](https://example.org/course/day-27.html#b)" in text
    assert "[c](https://keras.io)" in text
    assert "[quiz](https://example.org/course/quiz.html)" in text


def test_without_a_site_links_are_named(kit: Kit) -> None:
    """A link that would lead nowhere becomes the name of the file."""
    exercise = find_exercise(kit, "02")
    (exercise.folder / "README.md").write_text("[a](../../lessons/day-27.md)", encoding="utf-8")

    text, _ = statement_of(exercise)

    assert text.startswith("a (`lessons/day-27.md`)")


@pytest.mark.parametrize("exercise", ALL, ids=lambda one: one.slug)
def test_the_points_of_the_course_are_told(exercise: Exercise) -> None:
    """A statement never promises other points than the gradebook gives."""
    text, _ = statement_of(exercise, points=77)

    head = text.split("## ")[0]
    assert "77 points" in head or "**Points:** 77." in head
    assert not re.search(rf"\b{exercise.points:g} points|Points:\W+{exercise.points:g}\b", head)
