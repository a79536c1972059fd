"""What an answer is worth: the one rule of every outlet."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Literal

from grader.quiz.bank import Option, Question

Finding = Literal["chosen", "missed", "wrongly chosen", "left out"]

RULE = (
    "A question is worth 1 point, shared out among its correct options: each of them that you tick earns its share, "
    "each wrong tick costs as much, and no question counts below 0."
)


def score(question: Question, ticked: Collection[str]) -> Fraction:
    """Return the share of the question's point: right ticks less wrong ticks, by the number of correct options."""
    right = len(question.correct & set(ticked))
    wrong = len(set(ticked) - question.correct)
    return max(Fraction(0), Fraction(right - wrong, len(question.correct)))


def finding(option: Option, ticked: Collection[str]) -> Finding:
    """Return how an option was answered."""
    if option.correct:
        return "chosen" if option.id in ticked else "missed"
    return "wrongly chosen" if option.id in ticked else "left out"


def points(value: Fraction | float) -> str:
    """Return points with at most two decimals."""
    return f"{round(float(value), 2):g}"
