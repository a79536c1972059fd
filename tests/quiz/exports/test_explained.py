"""What an LMS shows below a question."""

from __future__ import annotations

from grader.quiz.bank import Bank
from grader.quiz.exports.explained import explanation


def test_every_option_is_explained(lesson_bank: Bank) -> None:
    """Ticked or not, with its verdict, and with the place to read on."""
    for question in lesson_bank.questions:
        html = explanation(question)

        assert html.count("<strong>correct.</strong>") == len(question.correct)
        assert html.count("<li>") == html.count("</li>") == len(question.options)
        assert "Read on: " in html
