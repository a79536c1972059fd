"""In which order exercises are begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.catalogue import Exercise, Limits, find_exercise
from grader.judge.turns import turns
from grader.kit.paths import Kit


@pytest.fixture
def three(source_kit: Kit) -> list[Exercise]:
    """Return three exercises, of which the second may take longest."""
    one = find_exercise(source_kit, "00")
    return [replace(one, title=title, limits=Limits(5, most)) for title, most in [("a", 90), ("b", 240), ("c", 150)]]


def _titles(exercises: list[Exercise]) -> str:
    return "".join(one.title for one in exercises)


@pytest.mark.parametrize(("cores", "order"), [(1, "abc"), (2, "bac"), (64, "bac")])
def test_the_longest_is_begun_first_beside_others(three: list[Exercise], cores: int, order: str) -> None:
    """It comes first where another core shows the first results meanwhile; nothing else changes its place."""
    assert _titles(turns(three, cores)) == order


def test_equals_keep_their_order(three: list[Exercise]) -> None:
    """Nothing is reordered where no exercise takes longer than another."""
    same = [replace(one, limits=three[0].limits) for one in three]

    assert _titles(turns(same, 2)) == "abc"
    assert turns([], 2) == []
