"""The quiz as static HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from grader.quiz.bank import Bank, Option, Question
from grader.quiz.page import bank_html, name_of_reference

VOID = {"input", "br", "img", "hr"}


class _Reader(HTMLParser):
    """Collects the tags, and checks that each is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tuple(self.open))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("which", ["sample", "lesson_bank"])
def test_the_page_is_well_formed(which: str, request: pytest.FixtureRequest) -> None:
    """Every tag is closed, every id is unique, and every reference to an id leads somewhere."""
    tags = _read(bank_html(request.getfixturevalue(which))).tags

    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    named = {name for _, attributes in tags for name in (attributes.get("aria-describedby") or "").split()}
    assert len(set(ids)) == len(ids)
    assert named <= set(ids)


def test_labels_and_legends_hold_no_blocks(sample: Bank) -> None:
    """A paragraph or a block of code within them would not be HTML; code stands behind them."""
    reader = _read(bank_html(sample))

    for (tag, _), inside in zip(reader.tags, reader.inside, strict=True):
        if tag in ("p", "pre", "div", "ul", "table"):
            assert "label" not in inside
            assert "legend" not in inside
    assert sum(tag == "pre" for tag, _ in reader.tags) == 2


def test_everything_can_be_read_without_a_script(sample: Bank) -> None:
    """Each option has a native checkbox, and each explanation stands in the details below its question."""
    html = bank_html(sample)

    count = sum(len(question.options) for question in sample.questions)
    assert html.count('<input type="checkbox"') == count
    assert html.count("<fieldset") == html.count("<legend>") == html.count("<details") == len(sample.questions)
    assert html.count(" is correct.</strong>") == sum(len(question.correct) for question in sample.questions)
    assert html.count(" is not correct.</strong>") == count - sum(len(one.correct) for one in sample.questions)
    assert "The f-string shows the epoch and the loss with two decimals." in html
    assert html.count("Choose all that apply.") == len(sample.questions)


def test_a_form_sends_nothing(sample: Bank) -> None:
    """Where no script runs, Enter must not load the page anew: a form of this method stays where it is."""
    forms = [attributes for tag, attributes in _read(bank_html(sample)).tags if tag == "form"]

    assert [form.get("method") for form in forms] == ["dialog"] * len(sample.questions)
    assert not any("action" in form for form in forms)


def test_texts_cannot_become_tags() -> None:
    """Signs that mean something in HTML stay signs, in the title and the topic as well."""
    options = (Option("a", '`<b>` & "x"', True, "Because `</div>`."), Option("b", "x", False, "No."))
    question = Question("one", 'A "topic" <x>', "o", "Is 1 < 2?", options, "study-notes")

    html = bank_html(Bank('"Title" <t>', (question,)))

    _read(html)
    assert "&lt;b&gt;" in html
    assert "&lt;/div&gt;" in html
    assert 'data-topic="A &quot;topic&quot; &lt;x&gt;"' in html
    assert 'data-title="&quot;Title&quot; &lt;t&gt;"' in html


def test_there_is_one_live_region_from_the_start(sample: Bank) -> None:
    """A region that a script adds later is not always read out."""
    assert bank_html(sample).count('<p class="quiz-status" role="status"></p>') == 1


def test_it_says_what_it_is_for(sample: Bank) -> None:
    """For practice, with its rule for the score."""
    html = bank_html(sample)

    assert "This quiz is for practice" in html
    assert "each wrong tick costs as much" in html


@pytest.mark.parametrize(
    ("pages", "address"),
    [
        ("{page}.html", "reference/early-stopping.html#patience"),
        ("../{page}/", "../reference/early-stopping/#patience"),
    ],
)
def test_references_lead_into_the_lessons(sample: Bank, pages: str, address: str) -> None:
    """The page says how addresses look where it is shown."""
    links = re.findall(r'Read on: <a href="([^"]*)">([^<]*)</a>', bank_html(sample, pages))

    assert links[2] == (address, "Reference: early stopping, patience")


def test_a_reference_in_words() -> None:
    """Page and anchor, as a person says them."""
    assert name_of_reference("day-27") == "Day 27"
    assert name_of_reference("study-notes#custom-callbacks") == "Study notes, custom callbacks"
