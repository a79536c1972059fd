"""The bank as Moodle XML."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from grader.quiz.bank import Bank, Question
from grader.quiz.exports.explained import explanation
from grader.quiz.exports.fractions import fraction
from grader.quiz.markup import to_html


def moodle(bank: Bank) -> bytes:
    """Return the file: a category for each topic, a multiple-choice question with several answers for each question."""
    quiz = Element("quiz")
    for topic in bank.topics:
        category = SubElement(quiz, "question", type="category")
        _text(category, "category", f"$course$/top/{_step(bank.title)}/{_step(topic)}")
        for question in bank.questions:
            if question.topic == topic:
                _question(quiz, question)
    ElementTree.indent(quiz)
    content: bytes = ElementTree.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _question(quiz: Element, question: Question) -> None:
    node = SubElement(quiz, "question", type="multichoice")
    _text(node, "name", question.id)
    _html(node, "questiontext", to_html(question.stem))
    _html(node, "generalfeedback", explanation(question))
    for key, value in {
        "defaultgrade": "1",
        "penalty": "0",
        "hidden": "0",
        "idnumber": question.id,
        "single": "false",
        "shuffleanswers": "true",
        "answernumbering": "ABCD",
    }.items():
        SubElement(node, key).text = value
    for option in question.options:
        answer = _html(node, "answer", to_html(option.text), fraction=fraction(question, option))
        _html(answer, "feedback", to_html(option.why))
    _text(SubElement(node, "tags"), "tag", question.topic)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(SubElement(parent, tag), "text").text = text


def _html(parent: Element, tag: str, html: str, **attributes: str) -> Element:
    node = SubElement(parent, tag, attributes | {"format": "html"})
    SubElement(node, "text").text = html
    return node


def _step(name: str) -> str:
    # In the path of a category, a slash that is part of a name is written twice.
    return name.replace("/", "//")
