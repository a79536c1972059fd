"""The misconceptions that an author describes, and the headers that name them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.authoring.misconceptions import FEWEST, FILE, described
from grader.authoring.specimen import wrong_ones
from grader.catalogue import find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def test_each_has_words_and_specimens(kit: Kit) -> None:
    """Message, explanation, lesson and question are read, by the id that headers name."""
    exercise = find_exercise(kit, "02")

    found = described(kit, exercise, wrong_ones(kit, exercise))

    assert found["ratio_inverted"].message == "your callback behaves as if it compared loss / val_loss."
    assert found["ratio_inverted"].lesson == "study-notes#detecting-overfitting"
    assert all(one.id == name for name, one in found.items())


def test_an_exercise_may_have_none(kit: Kit) -> None:
    """Without a file there are no misconceptions."""
    (kit.solutions / "02_detect_overfitting" / FILE).unlink()

    assert described(kit, find_exercise(kit, "02"), []) == {}


def test_a_question_may_be_left_out(kit: Kit) -> None:
    """Where no question is on the same idea none is named; an empty name is a fault, as is a missing message."""
    exercise = find_exercise(kit, "02")
    file, wrong = kit.solutions / exercise.slug / FILE, wrong_ones(kit, exercise)
    text = file.read_text(encoding="utf-8")

    file.write_text(text.replace('quiz = "stop-training"\n', ""), encoding="utf-8")
    found = described(kit, exercise, wrong)
    file.write_text(text.replace('quiz = "stop-training"\n', 'quiz = ""\n'), encoding="utf-8")

    assert found["stop_goes_nowhere"].quiz is None
    assert found["ratio_inverted"].quiz == "where-the-ratio-is-known"
    with pytest.raises(KitError, match="`stop_goes_nowhere` needs explanation"):
        described(kit, exercise, wrong)


def test_every_fault_is_named_at_once(kit: Kit) -> None:
    """A name that nobody described gets the nearest one; too few specimens, missing and unknown keys are told."""
    exercise = find_exercise(kit, "02")
    file = kit.solutions / exercise.slug / FILE
    file.write_text(file.read_text(encoding="utf-8") + '\n[lonely]\nmessage = "x"\nlessons = "y"\n', encoding="utf-8")
    wrong = wrong_ones(kit, exercise)
    named = next(one for one in wrong if one.misconception == "ratio_inverted")
    wrong[wrong.index(named)] = replace(named, misconception="ratio_inverse")

    with pytest.raises(KitError) as caught:
        described(kit, exercise, wrong)

    assert "`ratio_inverse` is not described, but a wrong submission names it. Did you mean `ratio_inverted`?" in str(
        caught.value
    )
    assert "`lonely` needs explanation, lesson, message, may have quiz, and nothing else" in str(caught.value)
    assert f"`lonely` has 0 wrong submissions; it needs {FEWEST}" in str(caught.value)
    assert f"`ratio_inverted` has {FEWEST - 1} wrong submissions" in str(caught.value)
