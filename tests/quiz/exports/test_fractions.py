"""Percentages that Moodle knows."""

from __future__ import annotations

import pytest

from grader.kit.errors import KitError
from grader.quiz.bank import Option, Question
from grader.quiz.exports.fractions import fraction

# What the question form of Moodle offers, as shares of 1 with seven decimals.
MOODLE = [1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571]
MOODLE += [0.125, 0.1111111, 0.1, 0.05]


def _question(correct: int) -> Question:
    options = [Option(chr(97 + place), "x", place < correct, "y") for place in range(correct + 1)]
    return Question("made", "t", "o", "s", tuple(options), "r")


@pytest.mark.parametrize("correct", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])
def test_every_percentage_is_in_the_list_of_moodle(correct: int) -> None:
    """An import refuses any other; right and wrong ticks weigh the same, and all right ticks make the whole point."""
    question = _question(correct)
    right, wrong = fraction(question, question.options[0]), fraction(question, question.options[-1])

    assert any(abs(float(right) / 100 - known) < 1e-9 for known in MOODLE)
    assert float(wrong) == -float(right)
    assert abs(float(right) * correct - 100) < 1e-4


def test_a_number_that_moodle_cannot_share_is_told() -> None:
    """Eleven correct options have no percentage there."""
    question = _question(11)

    with pytest.raises(KitError, match=r"`made` has 11 correct options, and Moodle has no percentage"):
        fraction(question, question.options[0])
