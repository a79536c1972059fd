"""The bank as GIFT, the text format of Moodle that other systems read as well."""

from __future__ import annotations

import re

from grader.quiz.bank import Bank, Question
from grader.quiz.exports.explained import explanation
from grader.quiz.exports.fractions import fraction
from grader.quiz.markup import to_html

_SPECIAL = re.compile(r"[\\~=#{}:]")


def gift(bank: Bank) -> bytes:
    """Return the file: a category for each topic, with its questions."""
    parts = []
    for topic in bank.topics:
        parts.append(f"$CATEGORY: $course$/top/{_step(bank.title)}/{_step(topic)}")
        parts += [_question(question) for question in bank.questions if question.topic == topic]
    return ("\n\n".join(parts) + "\n").encode()


def _question(question: Question) -> str:
    # An empty line would end the question: a line break within a text is written as an escape.
    answers = [
        f"\t~%{fraction(question, option)}%{_html(to_html(option.text))}#{_html(to_html(option.why))}"
        for option in question.options
    ]
    return "\n".join(
        [
            f"// [id:{question.id}] [tag:{_tag(question.topic)}]",
            f"::{_escaped(question.id)}::{_html(to_html(question.stem))}{{",
            *answers,
            f"\t####{_html(explanation(question))}",
            "}",
        ]
    )


def _html(html: str) -> str:
    return f"[html]{_escaped(html)}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _step(name: str) -> str:
    # In the path of a category, a slash that is part of a name is written twice.
    return name.replace("/", "//").replace("\n", " ")


def _tag(topic: str) -> str:
    return re.sub(r"[\[\]\n]", " ", topic)
