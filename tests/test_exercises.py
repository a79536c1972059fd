"""The proof of every exercise, once: what `grader author check` shows."""

from __future__ import annotations

import pytest

from grader.authoring.check import prove
from grader.authoring.specimen import right_ones, wrong_ones
from grader.catalogue import all_exercises, find_exercise
from grader.judge import Engine
from grader.kit.paths import Kit
from tests.conftest import SOURCE

# The longest first: when several processes share the tests, none is left with a long one at the end.
SLUGS = [one.slug for one in sorted(all_exercises(SOURCE), key=lambda one: -one.limits.submission_seconds)]
# Those that take minutes come in parts, which several processes share.
PARTS = {"08_fire_and_forget": 4, "07_fashion_mnist_transfer": 4, "06_cats_vs_dogs": 2, "05_brain_tumor": 2}
PROOFS = [(slug, (part, PARTS.get(slug, 1))) for slug in SLUGS for part in range(PARTS.get(slug, 1))]
# How many catalogued answers an exercise must at least have: right ones beside the solution, and wrong ones.
COUNTS = {"00_first_callback": (3, 5)}
USUAL = (6, 12)


@pytest.mark.parametrize(("slug", "part"), PROOFS)
def test_right_is_accepted_and_wrong_is_caught(
    source_kit: Kit, engine: Engine, slug: str, part: tuple[int, int]
) -> None:
    """Full points for each right answer; each wrong one is caught by its named check with the message meant for it."""
    exercise, once = find_exercise(source_kit, slug), range(1, 2)

    proof = prove(source_kit, exercise, engine, once, once, brief=True, part=part)

    assert proof.faults == []
    count = len(right_ones(source_kit, exercise)) + len(wrong_ones(source_kit, exercise))
    assert proof.right + proof.wrong == len(range(count)[part[0] :: part[1]]) > 0


@pytest.mark.parametrize("slug", SLUGS)
def test_there_are_enough_answers(source_kit: Kit, slug: str) -> None:
    """A grader that was shown two answers has not been tried."""
    exercise = find_exercise(source_kit, slug)

    right, wrong = COUNTS.get(slug, USUAL)
    assert len(right_ones(source_kit, exercise)) - 1 >= right
    assert len(wrong_ones(source_kit, exercise)) >= wrong
