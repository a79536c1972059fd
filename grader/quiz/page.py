"""The bank as static HTML, complete without a script; `site/assets/quiz.js` builds on what is here."""

from __future__ import annotations

from html import escape

from grader.quiz.bank import Bank, Option, Question
from grader.quiz.markup import inline, lead_and_rest, to_html
from grader.quiz.score import RULE

PAGES = "{page}.html"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def bank_html(bank: Bank, pages: str = PAGES) -> str:
    """Return the quiz, complete with its answers.

    ``pages`` says what the address of a page of the lessons looks like from here: ``{page}`` is its name.
    """
    questions = "\n".join(_question(one, number, pages) for number, one in enumerate(bank.questions, 1))
    return (
        f'<div class="quiz" data-bank="{escape(bank.name)}" data-title="{escape(bank.title)}">\n'
        f'<div class="quiz-sheet-head"><strong>{escape(bank.title)}</strong> <span>Name: </span><span>Date: </span></div>\n'
        f'<p class="quiz-rule">Choose all options that apply. {RULE}</p>\n'
        '<p class="quiz-practice">This quiz is for practice: whoever looks into the page finds the answers there.</p>\n'
        '<p class="quiz-practice quiz-unscripted">No script runs here, so the page cannot check your answers. Decide '
        "first, then open “Answer and explanations” below the question.</p>\n"
        '<div class="quiz-bar"></div>\n'
        '<p class="quiz-status" role="status"></p>\n'
        f'<div class="quiz-questions">\n{questions}\n</div>\n'
        '<div class="quiz-result"></div>\n'
        "</div>"
    )


def _question(question: Question, number: int, pages: str) -> str:
    lead, rest = lead_and_rest(to_html(question.stem, colours=True))
    place = f"q-{escape(question.id)}"
    described = f' aria-describedby="{place}-rest"' if rest else ""
    more = f'<div class="quiz-rest" id="{place}-rest">{rest}</div>\n' if rest else ""
    options = "\n".join(
        _option(option, place, letter) for option, letter in zip(question.options, _LETTERS, strict=False)
    )
    # A form of this method sends nothing anywhere, even without the script.
    return (
        f'<form class="quiz-question" id="{place}" method="dialog" autocomplete="off" '
        f'data-id="{escape(question.id)}" data-topic="{escape(question.topic)}">\n'
        f"<fieldset{described}>\n"
        f'<legend><h3>Question <span class="quiz-number">{number}</span></h3> '
        f'<span class="quiz-topic">{escape(question.topic)}</span> '
        f'<span class="quiz-stem">{lead}</span> <span class="quiz-all">Choose all that apply.</span></legend>\n'
        f'{more}<div class="quiz-options">\n{options}\n</div>\n'
        f"</fieldset>\n{_key(question, pages)}\n</form>"
    )


def _option(option: Option, place: str, letter: str) -> str:
    lead, rest = lead_and_rest(to_html(option.text, colours=True))
    name = f"{place}-{escape(option.id)}"
    described = f' aria-describedby="{name}-rest"' if rest else ""
    more = f'<div class="quiz-rest" id="{name}-rest">{rest}</div>' if rest else ""
    return (
        f'<div class="quiz-option" data-id="{escape(option.id)}" data-correct="{str(option.correct).lower()}">'
        f'<label><input type="checkbox" id="{name}"{described}> '
        f'<span class="quiz-letter">{letter}</span> <span class="quiz-text">{lead}</span></label>{more}</div>'
    )


def _key(question: Question, pages: str) -> str:
    entries = "\n".join(
        f'<li data-id="{escape(option.id)}"><strong class="quiz-verdict">'
        f'<span class="quiz-letter">{letter}</span> is {"" if option.correct else "not "}correct.</strong> '
        f'<span class="quiz-why">{_why(option)}</span></li>'
        for option, letter in zip(question.options, _LETTERS, strict=False)
    )
    page, _, anchor = question.reference.partition("#")
    address = pages.format(page=page) + (f"#{anchor}" if anchor else "")
    return (
        '<details class="quiz-key"><summary>Answer and explanations</summary>\n'
        f"<ul>\n{entries}\n</ul>\n"
        f'<p class="quiz-more">Read on: <a href="{escape(address)}">{escape(name_of_reference(question.reference))}</a>'
        "</p>\n</details>"
    )


def _why(option: Option) -> str:
    return inline(to_html(option.why, colours=True))


def name_of_reference(reference: str) -> str:
    """Return what a person calls the place that ``page#anchor`` points to."""
    words = [part.replace("-", " ").replace("/", ": ") for part in reference.partition("#")[::2] if part]
    return ", ".join(words).capitalize()
