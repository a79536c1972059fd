"""From what a person typed to an exercise."""

from __future__ import annotations

import pytest

from grader.catalogue import all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"


@pytest.mark.parametrize(
    "name", ["2", "02", SLUG, "detect_overfitting", "Detect-Overfitting", f"exercises/{SLUG}", f"exercises/{SLUG}/"]
)
def test_every_way_to_name_an_exercise(kit: Kit, name: str) -> None:
    """Number, slug and folder all mean the same exercise."""
    assert find_exercise(kit, name).slug == SLUG


def test_a_typo_gets_the_nearest_name(kit: Kit) -> None:
    """An unknown name is answered with the nearest one and the whole list."""
    with pytest.raises(KitError, match=r"no exercise `detect_overfiting`\. Did you mean `detect_overfitting`\?.*02_"):
        find_exercise(kit, "detect_overfiting")


def test_in_the_order_of_their_numbers(kit: Kit) -> None:
    """The catalogue is sorted as the folders are."""
    numbers = [exercise.number for exercise in all_exercises(kit)]

    assert numbers == sorted(numbers)
    assert numbers
