"""What the explanations of a question look like in an LMS that shows them after the attempt."""

from __future__ import annotations

from grader.quiz.bank import Question
from grader.quiz.markup import inline, to_html
from grader.quiz.page import name_of_reference


def explanation(question: Question) -> str:
    """Return HTML with every option and why it is right or wrong: systems show the feedback of ticked options only."""
    entries = "".join(
        f"<li>{inline(to_html(option.text))}: <strong>{'correct' if option.correct else 'not correct'}.</strong> "
        f"{inline(to_html(option.why))}</li>"
        for option in question.options
    )
    return f"<ul>{entries}</ul><p>Read on: {name_of_reference(question.reference)}.</p>"
