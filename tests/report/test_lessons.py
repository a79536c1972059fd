"""Where a check's lesson is found."""

from __future__ import annotations

import pytest

from grader.report.lessons import place_of


@pytest.mark.parametrize(
    ("lesson", "place"),
    [
        ("day-27", "lessons/day-27.md"),
        ("study-notes#custom-callbacks", "lessons/study-notes.md, custom callbacks"),
        ("reference/early-stopping#rule", "lessons/reference/early-stopping.md, rule"),
        ("exercises/02_x", "exercises/02_x/README.md"),
    ],
)
def test_a_place_that_a_person_can_open(lesson: str, place: str) -> None:
    """Pages become files, anchors become words."""
    assert place_of(lesson) == place
