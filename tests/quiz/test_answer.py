"""What is typed at a question."""

from __future__ import annotations

import pytest

from grader.quiz.answer import HELP, QUIT, SKIP, letters_of, understand
from grader.quiz.bank import Bank
from grader.quiz.shuffle import shuffled


@pytest.mark.parametrize("line", ["ac", "AC", "c a", " a, c ", "a and c", "A+C", "a.c.", "(a) (c)", "aacc"])
def test_letters_are_read_as_people_type_them(sample: Bank, line: str) -> None:
    """Case, order, blanks and commas do not matter."""
    assert understand(line, sample.questions[0]).ticked == ("a", "c")


@pytest.mark.parametrize(("line", "command"), [("s", SKIP), ("Quit", QUIT), ("q", QUIT), ("?", HELP), ("help", HELP)])
def test_commands(sample: Bank, line: str, command: str) -> None:
    """A word or its first letter, in any case."""
    assert understand(line, sample.questions[0]).command == command


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "Nothing is typed yet"),
        ("  ", "Nothing is typed yet"),
        ("ax", "`X` is none"),
        ("1", "`1` is none"),
        (",", "`,` is none"),
    ],
)
def test_anything_else_is_answered_kindly(sample: Bank, line: str, problem: str) -> None:
    """What was typed is quoted, and an example shows what to type."""
    typed = understand(line, sample.questions[0])

    assert typed.problem.startswith(problem)
    assert "such as A or AD; ? helps." in typed.problem
    assert not typed.ticked
    assert not typed.command


def test_letters_follow_what_is_shown(sample: Bank) -> None:
    """In a shuffled question A is the option that stands first."""
    question = next(
        one for one in (shuffled(sample, seed).questions[0] for seed in range(50)) if one.options[0].id != "a"
    )

    assert understand("a", question).ticked == (question.options[0].id,)
    assert list(letters_of(question).values()) == [option.id for option in question.options]
