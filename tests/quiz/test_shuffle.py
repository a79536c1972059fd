"""Orders drawn from seeds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from grader.quiz.bank import Bank, Option, Question
from grader.quiz.shuffle import rank, shuffled

ORDER_OF_7 = [
    ("one-correct", "dbca"),
    ("code-in-the-stem", "cdba"),
    ("code-in-an-option", "ba"),
    ("three-correct", "abdc"),
]


def _order(bank: Bank) -> list[tuple[str, str]]:
    return [(one.id, "".join(option.id for option in one.options)) for one in bank.questions]


def test_an_order_is_the_same_for_ever(sample: Bank) -> None:
    """A printed sheet with a seed can be made again in years: these numbers must not change."""
    assert [rank("7:one-correct"), rank(""), rank("1:é")] == [64927660, 2872998923, 741246823]
    assert _order(shuffled(sample, 7)) == ORDER_OF_7


def test_nothing_is_lost(sample: Bank) -> None:
    """The same questions with the same options come back, in another order."""
    there = shuffled(sample, 3)

    assert Counter(one.id for one in there.questions) == Counter(one.id for one in sample.questions)
    for one in there.questions:
        original = next(other for other in sample.questions if other.id == one.id)
        assert Counter(one.options) == Counter(original.options)


def test_a_part_keeps_the_order_of_the_whole(sample: Bank) -> None:
    """Asked about one topic only, the questions come as they would among all."""
    whole = [one for one in _order(shuffled(sample, 11)) if one[0] in ("three-correct", "code-in-an-option")]

    assert _order(shuffled(sample.about(["Early stopping"]), 11)) == whole


def test_every_place_is_equally_likely() -> None:
    """Over many seeds each option comes first about as often as the others, in neighbouring seeds too."""
    options = tuple(Option(name, name, True, name) for name in "abcd")
    bank = Bank("Made", (Question("made", "t", "o", "s", options, "r"),))

    first = Counter(shuffled(bank, seed).questions[0].options[0].id for seed in range(4000))
    follows = Counter(
        shuffled(bank, seed).questions[0].options[0].id == shuffled(bank, seed + 1).questions[0].options[0].id
        for seed in range(4000)
    )

    assert all(900 < count < 1100 for count in first.values())
    assert 900 < follows[True] < 1100


def test_two_questions_do_not_share_an_order(sample: Bank) -> None:
    """The options of each question are shuffled on their own."""
    twin = replace(sample.questions[0], id="twin")
    bank = Bank("Made", (sample.questions[0], twin))

    differing = sum(len({order for _, order in _order(shuffled(bank, seed))}) == 2 for seed in range(100))

    assert differing > 80
