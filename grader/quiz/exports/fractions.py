"""What a tick is worth in Moodle, which knows only the percentages of a fixed list."""

from __future__ import annotations

from grader.kit.errors import KitError
from grader.quiz.bank import Option, Question

# Numbers of equal shares whose percentage is in Moodle's list.
_SHARES = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
    20: "5",
}


def fraction(question: Question, option: Option) -> str:
    """Return the percentage of a tick on ``option``; Moodle adds up those of all ticks and never goes below 0.

    Raises KitError when Moodle has no percentage for that many correct options.
    """
    count = len(question.correct)
    if count not in _SHARES:
        known = ", ".join(str(number) for number in _SHARES)
        raise KitError(
            f"Question `{question.id}` has {count} correct options, and Moodle has no percentage for that. "
            f"It can share a point out among {known}."
        )
    return _SHARES[count] if option.correct else f"-{_SHARES[count]}"
