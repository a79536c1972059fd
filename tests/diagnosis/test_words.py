"""Sentences of a verdict without their numbers."""

from __future__ import annotations

import pytest

from grader.diagnosis.words import new_words, relation, relations, shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it ended after 7", "it ended after #"),
        ("it ended after 12", "it ended after #"),
        ("`Epoch: 0, Val/Train loss ratio: 0.88`", "`Epoch: #, Val/Train loss ratio: #`"),
        ("1, 2, 3", "#..."),
        ("0.01, 0.005", "#..."),
        ("a rate of 1e-05", "a rate of #"),
        ("conv2d_1 and loss_2", "conv2d_1 and loss_2"),
    ],
)
def test_the_shape_of_a_sentence_has_no_numbers(text: str, expected: str) -> None:
    """Other seeds give other numbers and longer rows, and the same shape; digits in names stay."""
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (2, 2, "equal"),
        (1, 0, "one more"),
        (3, 4, "one less"),
        (1.14, 0.88, "its inverse"),
        (-0.25, 0.25, "its negative"),
        (5, 9, "less"),
        (9, 5, "more"),
    ],
)
def test_what_a_number_is_to_another(value: float, other: float, expected: str) -> None:
    """What matters of two numbers is how they relate; printed ones are rounded."""
    assert relation(value, other) == expected


def test_words_that_only_one_sentence_has() -> None:
    """What was expected is known from the check; what is new was said by the submission."""
    assert new_words("it raised KeyError: 'val_loss' 3", "it runs") == ["raised", "KeyError", "val_loss"]


def test_relations_name_the_places() -> None:
    """Each number that was seen is compared with each that was expected, and rows by their first difference."""
    found = list(relations("Epoch: 1, ratio: 0.88", "loss 2 prints Epoch: 0, ratio: 0.88"))

    assert "1 to 2: one more" in found
    assert "2 to 3: equal" in found
    assert "first difference: one more" in found


def test_a_number_beside_none_is_told_apart() -> None:
    """That a number is missing says something too."""
    assert list(relations("no line", "prints 3")) == ["numbers: less"]
