"""The table of formats."""

from __future__ import annotations

from grader.quiz.bank import Bank
from grader.quiz.exports.formats import FORMATS


def test_a_format_is_deterministic_in_its_texts(sample: Bank) -> None:
    """The text formats give the same bytes each time, so that a changed export means a changed bank."""
    for form in ("moodle", "gift"):
        assert FORMATS[form].write(sample) == FORMATS[form].write(sample)


def test_only_qti_says_that_its_score_differs() -> None:
    """Where the score of a combination is another one than on the page, the instructor is told."""
    assert [name for name, form in FORMATS.items() if "differs" in form.note] == ["qti"]
