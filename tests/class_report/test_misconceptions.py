"""What a class has misunderstood."""

from __future__ import annotations

from typing import Any

from grader.class_report.misconceptions import Misconception, misconceptions
from tests.class_report.made import check, result

STOPS, PRINTS = check("stops", "failed"), check("prints", "failed", "study-notes#printing")


def _diagnosed(student: str, checks: list[dict[str, Any]]) -> Any:
    return result(student, checks=checks, diagnosis={"id": "inverted", "message": "The ratio is upside down."})


def test_a_diagnosis_goes_before_a_check() -> None:
    """What the grader recognised has its own words; the rest is told by the first check that failed, and says so."""
    results = [
        _diagnosed("a", [STOPS, PRINTS]),
        _diagnosed("b", [check("stops"), PRINTS]),
        _diagnosed("c", [STOPS]),
        result("d", checks=[check("stops"), PRINTS]),
        result("e", checks=[check("stops", "not_run"), PRINTS]),
        result("f", "passed", checks=[check("stops"), check("prints")]),
    ]

    assert misconceptions(results) == [
        Misconception("The ratio is upside down.", "day-27#early-stopping", 3, diagnosed=True),
        Misconception("It prints.", "study-notes#printing", 2, diagnosed=False),
    ]


def test_a_diagnosis_knows_its_lesson() -> None:
    """The check that failed first may belong to another lesson than what was misunderstood."""
    diagnosis = {"id": "late", "message": "It stops too late.", "lesson": "day-28#patience"}

    (one,) = misconceptions([result("a", checks=[STOPS], diagnosis=diagnosis)])

    assert one.lesson == "day-28#patience"


def test_only_the_commonest_are_told() -> None:
    """A list of everything would be a list of nothing."""
    results = [result(f"{number}", checks=[check(f"does {number}", "failed")]) for number in range(20)]

    assert len(misconceptions(results)) == 5
