"""What an answer is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from grader.quiz.bank import Bank, Question
from grader.quiz.score import finding, points, score
from tests.quiz.made import questions, subsets


@pytest.mark.parametrize(
    ("ticked", "worth"),
    [
        ("abd", Fraction(1)),
        ("ab", Fraction(2, 3)),
        ("abc", Fraction(1, 3)),
        ("abcd", Fraction(2, 3)),
        ("ac", Fraction(0)),
        ("c", Fraction(0)),
        ("", Fraction(0)),
    ],
)
def test_right_ticks_less_wrong_ticks(sample: Bank, ticked: str, worth: Fraction) -> None:
    """With three correct options each right tick is a third, each wrong one costs a third, and 0 is the floor."""
    assert score(sample.questions[2], list(ticked)) == worth


@given(question=questions())
def test_only_exactly_the_right_ticks_are_worth_everything(question: Question) -> None:
    """Every other combination is worth less than the point, and none less than nothing."""
    for ticked in subsets(question):
        assert 0 <= score(question, ticked) <= 1
        assert (score(question, ticked) == 1) == (set(ticked) == question.correct)


def test_each_option_has_one_of_four_findings(sample: Bank) -> None:
    """Correct or not, ticked or not: four words."""
    found = [finding(option, ["a", "c"]) for option in sample.questions[2].options]

    assert found == ["chosen", "missed", "wrongly chosen", "missed"]
    assert finding(sample.questions[2].options[2], []) == "left out"


def test_points_have_two_decimals_at_most() -> None:
    """A third is 0.33, and a whole is no 1.0."""
    assert [points(Fraction(1, 3)), points(Fraction(1)), points(2.5)] == ["0.33", "1", "2.5"]
