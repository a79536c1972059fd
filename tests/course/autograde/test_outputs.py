"""What nbgrader reads of a verdict is exactly the points, and what a student reads is the report."""

from __future__ import annotations

import math
from typing import Any

import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade

from grader.course.autograde.outputs import points_of, printed_outputs, sentence_of, verdict_outputs


def _report(score: Any = 7.5, most: Any = 10.0, **more: Any) -> dict[str, Any]:
    failed = {
        "name": "test_a",
        "title": "It stops <in time>.",
        "status": "failed",
        "score": 0.0,
        "max_score": 2.5,
        "message": "expected: 5 epochs\nseen: 6 epochs\nwhy: patience is 2",
        "line": 3,
        "lesson": "day-27#early-stopping",
    }
    passed = failed | {"title": "It prints.", "status": "passed", "score": 7.5, "max_score": 7.5, "message": ""}
    return {
        "exercise": "02_detect_overfitting",
        "seed": 4711,
        "status": "failed",
        "score": score,
        "max_score": most,
        "checks": [passed, failed],
        "output": "",
        "message": "",
        "versions": {"kit": "0.1.0", "keras": "3.15.1"},
    } | more


def _as_nbgrader_reads_it(report: dict[str, Any], most: float) -> float:
    cell = new_code_cell("check", metadata={"nbgrader": {"grade": True, "solution": False, "points": most}})
    cell.outputs = from_dict(verdict_outputs(report, ["A note."], most))
    points, _ = determine_grade(cell)
    return float(points)


@pytest.mark.parametrize(
    ("score", "whole", "most", "points"),
    [
        (0.0, 10.0, 10.0, 0.0),
        (7.5, 10.0, 10.0, 7.5),
        (10.0, 10.0, 10.0, 10.0),
        (5.0, 10.0, 12.0, 6.0),
        (1 / 3, 1.0, 10.0, 10 / 3),
        (11.0, 10.0, 10.0, 10.0),
        (-1.0, 10.0, 10.0, 0.0),
        (math.nan, 10.0, 10.0, 0.0),
        (math.inf, 10.0, 10.0, 0.0),
        (0.0, 0.0, 10.0, 0.0),
    ],
)
def test_points(score: float, whole: float, most: float, points: float) -> None:
    """Whatever the report says, nbgrader takes a number from 0 to the most there is, in the course's own points."""
    assert _as_nbgrader_reads_it(_report(score, whole), most) == pytest.approx(points, abs=1e-4)
    assert type(points_of(_report(score, whole), most)) is float


def test_what_a_student_reads() -> None:
    """Expected, seen, why, where to read on, what was mended, seed and versions; nothing of it is taken for HTML."""
    page = verdict_outputs(_report(), ["The cell <b> was missing."], 10.0)[0]["data"]["text/html"]

    for words in ("5 epochs", "6 epochs", "patience is 2", "lessons/day-27.md", "4711", "kit 0.1.0"):
        assert words in page
    assert "It stops &lt;in time&gt;." in page
    assert "The cell &lt;b&gt; was missing." in page


def test_what_was_printed_is_ordinary_output() -> None:
    """Nothing goes to stderr, for which nbgrader gives zero; nothing printed is no output."""
    assert printed_outputs(_report(output="hello")) == [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    assert printed_outputs(_report()) == []


def test_one_sentence() -> None:
    """The sentence about the whole, else the first check that is not passed, else that all is well."""
    assert sentence_of(_report(message="It cannot be read.")) == "It cannot be read."
    assert sentence_of(_report()) == "1 of 2 checks are not passed, the first: It stops <in time>."
    assert sentence_of(_report(checks=[])) == "Every check is passed."
