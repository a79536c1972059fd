"""The picture of a distribution."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from grader.class_report.histogram import histogram
from grader.class_report.scores import scores_of
from tests.class_report.made import result


def _drawn(*points: float) -> ET.Element:
    return ET.fromstring(
        histogram(scores_of([result(f"{n}", score=s) for n, s in enumerate(points)], 10.0), "A & B", "x")
    )


def test_a_bar_is_as_high_as_its_count() -> None:
    """Twice as many, twice as high; a part without anybody has no bar."""
    heights = [float(bar.get("height", "0")) for bar in _drawn(5.0, 5.0, 10.0).iter("rect")]

    assert len(heights) == 2
    assert abs(heights[0] - 2 * heights[1]) < 0.2


def test_it_says_in_words_what_it_shows() -> None:
    """A screen reader gets a name and every number."""
    told = ["".join(_drawn(5.0, 5.0, 10.0).find(tag).itertext()) for tag in ("title", "desc")]  # type: ignore[union-attr]  # they are there

    assert told == ["A & B", "Learners by percent of 10 points: 2 at 50 to 59 %, 1 at 100 %."]


def test_there_are_no_half_learners() -> None:
    """Marks of the axis are whole numbers, also for one learner and for nobody."""
    for points in ([], [5.0], [5.0] * 3, [5.0] * 9):
        assert not any("." in (text.text or "") for text in _drawn(*points).iter("text"))
