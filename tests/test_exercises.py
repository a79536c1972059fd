"""The proof of every exercise, once: what `grader author check` shows."""

from __future__ import annotations

import pytest

from grader.authoring.check import prove
from grader.catalogue import all_exercises, find_exercise
from grader.judge import Engine
from grader.kit.paths import Kit
from tests.conftest import SOURCE

# The longest first: when several processes share the tests, none is left with a long one at the end.
SLUGS = [one.slug for one in sorted(all_exercises(SOURCE), key=lambda one: -one.limits.submission_seconds)]
# How many catalogued answers an exercise must at least have: right ones beside the solution, and wrong ones.
COUNTS = {"00_first_callback": (3, 5)}
USUAL = (6, 12)


@pytest.mark.parametrize("slug", SLUGS)
def test_right_is_accepted_and_wrong_is_caught(source_kit: Kit, engine: Engine, slug: str) -> None:
    """Full points for each right answer; each wrong one is caught by its named check with the message meant for it."""
    proof = prove(source_kit, find_exercise(source_kit, slug), engine, range(1, 2), range(1, 2), brief=True)

    right, wrong = COUNTS.get(slug, USUAL)
    assert proof.faults == []
    assert proof.right - 1 >= right
    assert proof.wrong >= wrong
