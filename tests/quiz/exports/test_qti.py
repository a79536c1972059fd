"""The bank as a QTI package, read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from grader.kit.errors import KitError
from grader.quiz.bank import Bank, Question
from grader.quiz.exports.explained import explanation
from grader.quiz.exports.qti import qti
from grader.quiz.markup import to_html
from grader.quiz.score import score
from tests.quiz.exports.readers import plain, read_qti
from tests.quiz.made import bank_with, questions, subsets


@pytest.mark.parametrize("which", ["sample", "lesson_bank"])
def test_exactly_the_right_ticks_earn_the_point(which: str, request: pytest.FixtureRequest) -> None:
    """All subsets of all questions: full points where the rule gives full points, else none, as the note says."""
    bank: Bank = request.getfixturevalue(which)
    items = {item.title: item for item in read_qti(qti(bank))}

    assert set(items) == {question.id for question in bank.questions}
    for question in bank.questions:
        item = items[question.id]
        idents = dict(zip((option.id for option in question.options), item.answers, strict=True))
        assert item.kind == "multiple_answers_question"
        for ticked in subsets(question):
            assert item.score([idents[one] for one in ticked]) == (1.0 if score(question, ticked) == 1 else 0.0)


@given(question=questions())
@settings(max_examples=60)
def test_every_text_comes_back_as_it_was(question: Question) -> None:
    """text2qti neither sees formulas in dollars, nor straightens quotes, nor runs code; every explanation is carried."""
    (item,) = read_qti(qti(bank_with(question)))

    assert plain(item.stem) == plain(to_html(question.stem))
    assert [plain(html) for html in item.answers.values()] == [plain(to_html(one.text)) for one in question.options]
    told = [plain(html) for html in item.feedback.values()]
    assert plain(explanation(question)) in told
    assert all(plain(to_html(option.why)) in told for option in question.options)


def test_tags_stay_tags(sample: Bank) -> None:
    """Code is code in the LMS too, line by line."""
    item = read_qti(qti(sample))[1]

    assert re.search(r"<pre[^>]*><code[^>]*>class Watch", item.stem)
    assert "def on_epoch_end(self, epoch, logs=None):\n" in plain(item.stem)


def test_without_text2qti_a_sentence_says_how_to_get_it(sample: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra for instructors is named."""
    monkeypatch.setattr("grader.quiz.exports.qti.Quiz", None)

    with pytest.raises(KitError, match=r'not installed here.*pip install "PATH_OF_KIT\[instructor\]"'):
        qti(sample)
