"""The bank as GIFT, read back."""

from __future__ import annotations

import pytest
from hypothesis import given

from grader.quiz.bank import Bank, Question
from grader.quiz.exports.explained import explanation
from grader.quiz.exports.gift import gift
from grader.quiz.markup import to_html
from grader.quiz.score import score
from tests.quiz.exports.readers import read_gift
from tests.quiz.made import bank_with, questions, subsets


@pytest.mark.parametrize("which", ["sample", "lesson_bank"])
def test_every_combination_of_ticks_scores_as_on_the_page(which: str, request: pytest.FixtureRequest) -> None:
    """All subsets of all questions: the sum of the percentages is the rule of the kit."""
    bank: Bank = request.getfixturevalue(which)
    items = {item.name: item for item in read_gift(gift(bank))}

    assert set(items) == {question.id for question in bank.questions}
    for question in bank.questions:
        ids = [option.id for option in question.options]
        assert items[question.id].several
        for ticked in subsets(question):
            there = items[question.id].score([ids.index(one) for one in ticked])
            assert there == pytest.approx(float(score(question, ticked)), abs=1e-6)


def test_questions_lie_in_categories_by_topic(sample: Bank) -> None:
    """Each question stands below the line that names its topic."""
    categories = [item.category for item in read_gift(gift(sample))]

    assert categories == ["$course$/top/Sample/Hooks"] * 2 + ["$course$/top/Sample/Early stopping"] * 2


@given(question=questions())
def test_every_text_comes_back_as_it_was(question: Question) -> None:
    r"""`~ = # { } :`, backslashes, line breaks and empty lines within code survive, with every explanation."""
    (item,) = read_gift(gift(bank_with(question)))

    assert item.stem == to_html(question.stem)
    assert item.general == explanation(question)
    assert [answer.html for answer in item.answers] == [to_html(option.text) for option in question.options]
    assert [answer.feedback for answer in item.answers] == [to_html(option.why) for option in question.options]


def test_a_question_holds_no_empty_line(sample: Bank) -> None:
    """An empty line ends a question, so code with empty lines is written with escapes."""
    blocks = gift(sample).decode().strip().split("\n\n")

    assert len(blocks) == len(sample.questions) + len(sample.topics)
    assert "class Watch(Callback)\\:\\n\\n    def" in blocks[2]
