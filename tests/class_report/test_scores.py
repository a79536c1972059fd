"""The distribution of points."""

from __future__ import annotations

from grader.class_report.scores import PARTS, scores_of
from tests.class_report.made import result


def test_each_score_has_its_part() -> None:
    """Nine and a bit of ten is not all; all is a part of its own."""
    scores = scores_of([result("a", score=0.0), result("b", score=9.99), result("c", score=10.0)], 10.0)

    assert dict(zip(PARTS, scores.counts, strict=True)) == dict.fromkeys(PARTS, 0) | {
        "0 to 9 %": 1,
        "90 to 99 %": 1,
        "100 %": 1,
    }
    assert (scores.graded, scores.full, scores.median) == (3, 1, 9.99)


def test_sums_of_thirds_are_not_cut_down() -> None:
    """0.1 + 0.2 of 1 belongs to 30 percent, whatever a computer makes of it; three thirds are all."""
    assert scores_of([result("a", score=0.1 + 0.7 - 0.5)], 1.0).counts[3] == 1
    assert scores_of([result("a", score=1 / 3 + 1 / 3 + 1 / 3 - 1e-12)], 1.0).full == 1


def test_a_fault_of_the_kit_counts_for_nothing() -> None:
    """It is no zero: neither in the counts nor in the mean; points of a person count."""
    scores = scores_of([result("a", "harness_error", 0.0), result("b", score=4.0, override={"score": 8.0})], 10.0)

    assert (scores.handed_in, scores.graded, scores.mean) == (2, 1, 8.0)
    assert scores_of([result("a", "harness_error", 0.0)], 10.0).median is None
