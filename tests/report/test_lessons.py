"""Where a check's lesson is found."""

from __future__ import annotations

import pytest

from grader.report.lessons import address_of, place_of


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


def test_on_a_site_a_lesson_has_an_address() -> None:
    """Where the lessons are served, their pages end as MkDocs writes them."""
    assert address_of("day-27#early-stopping", "https://example.org/course/") == (
        "https://example.org/course/day-27.html#early-stopping"
    )
    assert address_of("reference/csv-logger", "https://example.org") == "https://example.org/reference/csv-logger.html"
