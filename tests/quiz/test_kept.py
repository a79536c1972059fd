"""Answers that are kept from one quiz to the next."""

from __future__ import annotations

import pytest

from grader.kit.paths import Kit
from grader.quiz.bank import Bank
from grader.quiz.kept import keep_answers, not_fully_right, read_answers


def test_answers_are_kept_beside_others(kit: Kit, sample: Bank) -> None:
    """A second quiz replaces what it asked again and leaves the rest; another bank has its own."""
    assert keep_answers(kit, sample, {"one-correct": ["a"], "three-correct": ["c"]}) is None
    assert keep_answers(kit, sample, {"three-correct": ["a"]}) is None
    assert keep_answers(kit, Bank("Other", ()), {"three-correct": ["d"]}) is None

    assert read_answers(kit, sample) == {"one-correct": ["a"], "three-correct": ["a"]}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format_version": 99}', '{"format_version": 1, "banks": {"sample": 3}}']
)
def test_a_file_that_cannot_be_read_is_no_fault(kit: Kit, sample: Bank, content: str) -> None:
    """It counts as no answers, and the next quiz writes a good one."""
    kit.state.mkdir(exist_ok=True)
    (kit.state / "quiz.json").write_text(content, encoding="utf-8")

    assert read_answers(kit, sample) == {}
    assert keep_answers(kit, sample, {"one-correct": ["a"]}) is None
    assert read_answers(kit, sample) == {"one-correct": ["a"]}


def test_answers_that_cannot_be_kept_are_told(kit: Kit, sample: Bank) -> None:
    """A sentence comes back, not an exception: the learner is in the middle of a result."""
    kit.state.mkdir(exist_ok=True)
    (kit.state / "quiz.json").mkdir()

    problem = keep_answers(kit, sample, {"one-correct": ["a"]})

    assert problem is not None
    assert problem.startswith("Your answers cannot be kept in ")


def test_what_was_not_fully_right(sample: Bank) -> None:
    """Answers worth less than the point are retried; those not given are not."""
    answers = {"one-correct": ["a"], "three-correct": ["a", "b"], "code-in-an-option": ["b"]}

    assert [one.id for one in not_fully_right(sample, answers).questions] == ["three-correct", "code-in-an-option"]
