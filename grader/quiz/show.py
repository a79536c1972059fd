"""A question, an answer and a result as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from string import ascii_uppercase

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.quiz.bank import Bank, Question
from grader.quiz.score import Finding, finding, points, score
from grader.report.lessons import place_of

_FINDINGS: dict[Finding, tuple[str, str, str]] = {
    "chosen": ("+", "Correct, and you chose it.", "green"),
    "missed": ("!", "Missed: this one is correct.", "yellow"),
    "wrongly chosen": ("x", "Wrongly chosen: this one is not correct.", "red"),
    "left out": ("-", "Rightly left out.", "dim"),
}
_MARGIN = (0, 0, 0, 2)


def ask(question: Question, number: int, count: int, *, plain: bool = False) -> RenderableType:
    """Return the question with its options, lettered in the order in which they stand; ``plain`` keeps the Markdown."""
    head = Text.assemble((f"Question {number} of {count}", "bold"), f"  {question.topic}")
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for letter, option in zip(ascii_uppercase, question.options, strict=False):
        grid.add_row(Text(letter, style="bold"), _text(option.text, plain))
    return Group("", head, _text(question.stem, plain), "", Padding(grid, _MARGIN), "")


def explain(question: Question, ticked: Collection[str], *, plain: bool = False) -> RenderableType:
    """Return what each option was, and why; ``plain`` keeps the Markdown."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for letter, option in zip(ascii_uppercase, question.options, strict=False):
        sign, words, colour = _FINDINGS[finding(option, ticked)]
        why = Group(Text(words, style=colour), _text(option.why, plain))
        grid.add_row(Text(sign, style=colour), Text(letter, style="bold"), why)
    return Group("", Padding(grid, _MARGIN), "", Text(_outcome(question, ticked), style="bold"), _read_on(question))


def result(bank: Bank, answers: Mapping[str, Collection[str]]) -> RenderableType:
    """Return the score of what was answered, by topic."""
    answered = [one for one in bank.questions if one.id in answers]
    if not answered:
        return Text("\nNo question was answered.")
    earned = sum((score(one, answers[one.id]) for one in answered), start=0.0)
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for topic in bank.topics:
        here = [one for one in answered if one.topic == topic]
        if here:
            worth = points(sum((score(one, answers[one.id]) for one in here), start=0.0))
            table.add_row(topic, worth, f"of {len(here)}")
    noun = "point" if len(answered) == 1 else "points"
    return Group("", Text(f"{points(earned)} of {len(answered)} {noun}", style="bold"), Padding(table, _MARGIN))


def is_plain(console: Console) -> bool:
    """Return whether the console shows code and words alike."""
    return not console.is_terminal or console.is_dumb_terminal or console.no_color


def _text(source: str, plain: bool) -> RenderableType:
    # Without colours nothing but its backticks would tell code from words.
    return Text(source.strip()) if plain else Markdown(source)


def _outcome(question: Question, ticked: Collection[str]) -> str:
    found, wrong = len(question.correct & set(ticked)), len(set(ticked) - question.correct)
    options = "option" if len(question.correct) == 1 else "options"
    return (
        f"{found} of {len(question.correct)} correct {options} found, {wrong or 'none'} wrong: "
        f"{points(score(question, ticked))} of 1 point."
    )


def _read_on(question: Question) -> Text:
    return Text(f"Read on: {place_of(question.reference)}", style="dim")
