"""Questions, explanations and results in a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from grader.quiz.bank import Bank
from grader.quiz.show import ask, explain, is_plain, result


def _shown(what: object, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(what)
    stream = console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def test_a_question_shows_everything_to_choose_from(sample: Bank) -> None:
    """Number, topic, stem with its code, and lettered options."""
    shown = _shown(ask(sample.questions[1], 2, 4))

    assert "Question 2 of 4  Hooks" in shown
    assert "def on_epoch_end(self, epoch, logs=None):" in shown
    assert "  A It prints, for each epoch, loss." in shown


def test_plain_lines_keep_the_backticks(sample: Bank) -> None:
    """Where there are no colours they tell code from words."""
    assert "A It prints, for each epoch, `loss`." in _shown(ask(sample.questions[1], 1, 1, plain=True))
    assert "It asks the logs for `loss`" in _shown(explain(sample.questions[1], ["a"], plain=True))


def test_every_option_is_explained(sample: Bank) -> None:
    """Ticked or not; the outcome and the place to read on follow."""
    shown = _shown(explain(sample.questions[2], ["a", "c"]))

    assert "+ A Correct, and you chose it." in shown
    assert "! B Missed: this one is correct." in shown
    assert "x C Wrongly chosen: this one is not correct." in shown
    assert "1 of 3 correct options found, 1 wrong: 0 of 1 point." in shown
    assert "Read on: lessons/reference/early-stopping.md, patience" in shown
    assert all(option.why.split()[-1].strip("`.") in shown for option in sample.questions[2].options)


def test_a_result_counts_what_was_answered(sample: Bank) -> None:
    """Skipped questions neither earn nor cost; topics without an answer are left out."""
    shown = _shown(result(sample, {"three-correct": ["a", "b"], "code-in-an-option": ["a"]}))

    assert "1.67 of 2 points" in shown
    assert "Early stopping  1.67  of 2" in shown
    assert "Hooks" not in shown
    assert "No question was answered." in _shown(result(sample, {}))


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_too_long(sample: Bank, width: int) -> None:
    """At the width of the terminal everything is wrapped, nothing cut."""
    for question in sample.questions:
        for what in (ask(question, 1, 4), explain(question, ["a"]), ask(question, 1, 4, plain=True)):
            assert max(len(line) for line in _shown(what, width).splitlines()) <= width


def test_what_counts_as_plain() -> None:
    """Pipes and dumb terminals do, and terminals whose owner wants no colour."""
    assert is_plain(Console(file=io.StringIO()))
    assert is_plain(Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "dumb"}))
    assert is_plain(Console(file=io.StringIO(), force_terminal=True, no_color=True))
    assert not is_plain(Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "xterm"}))
