"""What is wrong with the shape of a bank."""

from __future__ import annotations

from typing import Any

import pytest

from grader.quiz.shape import faults_of_document, faults_of_question, name_of, twice
from tests.quiz.made import document

OPTION = {"id": "a", "text": "x", "correct": True, "why": "Because it is so, as everybody can see there."}
WRONG = OPTION | {"id": "b", "text": "y", "correct": False}


def test_a_sound_question_has_no_faults() -> None:
    """Neither the file nor the question is blamed."""
    sound = document()

    assert list(faults_of_document(sound)) == []
    assert list(faults_of_question(sound["questions"][0])) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"stem": None}, "`stem` is missing"),
        ({"stem": "  "}, "`stem` is empty"),
        ({"stem": 3}, "`stem` must be a text, and is the number 3"),
        ({"topik": "x"}, "`topik` is not known here. Did you mean `topic`?"),
        ({"options": "x"}, "`options` must be a list, and is a text"),
        ({"options": [OPTION]}, "a question needs at least 2 options, and this one has 1"),
        ({"options": [OPTION, OPTION]}, "two options are called `a`"),
        ({"options": [OPTION, WRONG | {"text": "x"}]}, "two options have the text `x`"),
        ({"options": [WRONG, WRONG | {"id": "c"}]}, "no option is correct; at least one must be"),
        ({"options": [OPTION, WRONG | {"correct": "no"}]}, "option `b`: `correct` must be true or false"),
        (
            {"options": [OPTION, WRONG | {"id": False}]},
            "option number 2: `id` must be a text, and is yes or no (false)",
        ),
        ({"options": [OPTION, {"id": "b", "text": "x", "correct": False}]}, "option `b`: `why` is missing"),
        ({"options": [OPTION, WRONG, 7]}, "option number 3: an option is a table of keys, and this is the number 7"),
    ],
)
def test_each_fault_is_a_sentence(changes: dict[str, Any], fault: str) -> None:
    """What is wrong with a question is said with its key, what was received, and the nearest name."""
    found = list(faults_of_question(document(**changes)["questions"][0]))

    assert any(one.startswith(fault) for one in found), found


def test_a_question_that_is_no_table_is_told() -> None:
    """A bare text among the questions is no question."""
    assert list(faults_of_question("x")) == ["a question is a table of keys, and this is a text"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"format_version": 2}, "`format_version` is 2, and this kit reads 1"),
        ({"questions": []}, "there are neither `questions` nor files to `include`"),
        ({"include": [3]}, "`include` names files, and one entry is the number 3"),
        ({"quetsions": []}, "`quetsions` is not known here. Did you mean `questions`?"),
    ],
)
def test_faults_of_the_file(changes: dict[str, Any], fault: str) -> None:
    """What is wrong with the file as a whole is said as well."""
    assert fault in list(faults_of_document(document() | changes))


def test_an_entry_is_called_by_its_id_or_its_place() -> None:
    """A message can always say which entry it means."""
    assert name_of({"id": "x"}, "question", 3) == "question `x`"
    assert name_of({"id": 5}, "question", 3) == "question number 3"


def test_what_stands_twice_is_named_once() -> None:
    """Three of the same are one fault."""
    assert twice(["a", "b", "a", "a", None, None]) == ["a"]
