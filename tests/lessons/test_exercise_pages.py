"""Each exercise has its page on the site, and each page its exercise."""

from __future__ import annotations

from grader.authoring.pages import pages_of
from tests.conftest import SOURCE
from tests.lessons.sources import LESSONS


def test_the_pages_of_the_exercises_are_up_to_date() -> None:
    """They are generated from the exercises: `grader author build` writes them."""
    wanted = pages_of(SOURCE)
    there = {path: path.read_text(encoding="utf-8") for path in (LESSONS / "exercises").glob("*.md")}

    assert sorted(there) == sorted(wanted)
    assert {path.name for path in wanted if there[path] != wanted[path]} == set()
