"""The bank as a QTI 1.2 package for Canvas, written by text2qti."""

from __future__ import annotations

import io
import re
from typing import Any

from grader.kit.errors import KitError
from grader.quiz.bank import Bank, Question
from grader.quiz.exports.explained import explanation
from grader.quiz.markup import to_html

try:
    from text2qti.config import Config
    from text2qti.err import Text2qtiError
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz
except ImportError:  # it comes with the extra `instructor` only
    Config = Text2qtiError = QTI = Quiz = None

_TAG = re.compile(r"(<[^>]*>)")
_PLAIN = re.compile(r"[^A-Za-z0-9 ]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def qti(bank: Bank) -> bytes:
    """Return the package; raises KitError when text2qti is not installed or does not take the bank."""
    if Quiz is None:
        raise KitError(
            "QTI is written by text2qti, which is not installed here. Install the tools for instructors: "
            'pip install "PATH_OF_KIT[instructor]", with the folder of your copy of the kit, or its wheel.'
        )
    source = "\n\n".join(
        [f"Quiz title: {' '.join(bank.title.split())}\nshuffle answers: true", *map(_question, bank.questions)]
    )
    try:
        package: Any = QTI(Quiz(source, config=Config()))
    except Text2qtiError as error:
        raise KitError(f"text2qti does not take the bank: {error}") from error
    stream = io.BytesIO()
    package.write(stream)
    return stream.getvalue()


def _question(question: Question) -> str:
    lines = [
        f"Title: {question.id}",
        "Points: 1",
        f"1. {_line(to_html(question.stem))}",
        f"... {_line(explanation(question))}",
    ]
    for option in question.options:
        lines += [
            f"[{'*' if option.correct else ' '}] {_line(to_html(option.text))}",
            f"... {_line(to_html(option.why))}",
        ]
    return "\n".join(lines)


def _line(html: str) -> str:
    """Return ``html`` as one line that text2qti's Markdown passes on untouched.

    It would read dollars as formulas and straighten quotes: whatever is neither letter nor digit becomes a number.
    """
    parts = [part if _TAG.fullmatch(part) else _numbered(part) for part in _TAG.split(html)]
    return f"<div>{''.join(parts)}</div>"


def _numbered(text: str) -> str:
    pieces = []
    place = 0
    for entity in _ENTITY.finditer(text):
        pieces += [_PLAIN.sub(_number, text[place : entity.start()]), entity[0]]
        place = entity.end()
    return "".join([*pieces, _PLAIN.sub(_number, text[place:])])


def _number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
