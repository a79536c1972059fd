"""The fence of the quiz, through plain Python-Markdown: no MkDocs, no theme, no plugin."""

from __future__ import annotations

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.fence import render
from grader.quiz.page import bank_html
from tests.quiz.made import SAMPLE


def _markdown(text: str) -> str:
    fences = {"custom_fences": [{"name": "quiz", "class": "quiz", "format": render}]}
    return markdown.markdown(
        text, extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": fences}
    )


def test_a_fence_becomes_the_quiz(sample: Bank) -> None:
    """What stands before and after it stays, and the quiz is what `bank_html` makes."""
    html = _markdown(f"Before\n\n```quiz\nbank: {SAMPLE}\n```\n\nAfter")

    assert html == f"<p>Before</p>\n{bank_html(sample)}\n<p>After</p>"


def test_topics_and_addresses_can_be_chosen(sample: Bank) -> None:
    """One topic or several, and how the lessons are addressed from here."""
    html = _markdown(f"```quiz\nbank: {SAMPLE}\ntopics: hooks\npages: '../{{page}}/'\n```")

    assert html == bank_html(sample.about(["Hooks"]), "../{page}/")


def test_an_empty_fence_is_the_bank_of_the_lessons(lesson_bank: Bank) -> None:
    """Nothing need be said."""
    assert _markdown("```quiz\n```") == bank_html(lesson_bank)


def test_the_page_of_the_lessons_holds_every_question(source_kit: Kit, lesson_bank: Bank) -> None:
    """`lessons/quiz.md` shows the whole bank, and stays out of the search, which would give the answers away."""
    text = (source_kit.root / "lessons" / "quiz.md").read_text(encoding="utf-8")
    front, _, body = text.removeprefix("---\n").partition("---\n")

    assert "search:\n  exclude: true" in front
    assert bank_html(lesson_bank) in _markdown(body)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("bank: nowhere.yml", "nowhere.yml cannot be read"),
        ("topic: Hooks", "knows no `topic`. Did you mean `topics`?"),
        (f"bank: {SAMPLE}\ntopics: [Hoks]", "Did you mean `Hooks`?"),
        ("- 1", "holds keys and values"),
        ("a: [", "and this is none"),
    ],
)
def test_a_fault_ends_the_build(source: str, sentence: str) -> None:
    """A page with the source of a fence on it would go unnoticed; superfences swallows every other exception."""
    with pytest.raises(SuperFencesException) as caught:
        _markdown(f"```quiz\n{source}\n```")

    assert sentence in str(caught.value)
