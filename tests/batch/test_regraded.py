"""Old and new points side by side."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from grader.batch.regraded import write_regraded
from grader.batch.results import Result

SLUG = "02_detect_overfitting"


def _result(student: str, status: str, score: float, **fields: Any) -> Result:
    return Result(student, SLUG, "", "", {"status": status, "score": score} | fields)


def test_old_and_new_points(tmp_path: Path) -> None:
    """No zero where there is no verdict, a person's points in a column of their own, and no formula."""
    before = [_result("=cmd", "failed", 3.0), _result("bob", "harness_error", 0.0), _result("cy", "failed", 4.0)]
    given = {"score": 9.0, "comment": ""}
    now = [_result("=cmd", "passed", 10.0), _result("bob", "failed", 7.5, override=given)]

    file = write_regraded(tmp_path, {one.key: one for one in before}, now)

    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1:] == [
        ["'=cmd", SLUG, "3", "failed", "10", "passed", ""],
        ["bob", SLUG, "", "harness_error", "7.5", "failed", "9"],
        ["cy", SLUG, "4", "failed", "", "missing", ""],
    ]
    assert len(rows[0]) == 7
