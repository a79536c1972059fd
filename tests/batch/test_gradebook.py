"""The gradebook: no zero where there is no verdict, and no formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grader.batch.gradebook import safe, write_gradebook
from grader.batch.results import Result
from grader.batch.roster import Student
from grader.catalogue import find_exercise
from grader.kit.paths import Kit


def _result(student: str, exercise: str, score: float, status: str = "failed") -> Result:
    return Result(student, exercise, "9", "abc", {"status": status, "score": score})


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_a_line_for_each_student(source_kit: Kit, tmp_path: Path) -> None:
    """Points and status of each exercise; an empty cell where something is missing or the kit failed."""
    exercises = [find_exercise(source_kit, number) for number in ("00", "02", "03")]
    results = [
        _result("ada", "00_first_callback", 5.0, "passed"),
        _result("ada", "02_detect_overfitting", 7.5),
        _result("bob", "02_detect_overfitting", 0.0, "harness_error"),
    ]
    roster = {"ada": Student("ada", "11", "Ada Lovelace"), "cy": Student("cy", "13", "Cy")}

    assert _rows(write_gradebook(tmp_path, results, exercises, roster)) == [
        ["student", "id", "name", "total"]
        + [f"00_first_callback {one}" for one in ("(5)", "status")]
        + [f"02_detect_overfitting {one}" for one in ("(10)", "status")],
        ["ada", "11", "Ada Lovelace", "12.5", "5", "passed", "7.5", "failed"],
        ["bob", "9", "", "", "", "missing", "", "harness_error"],
        ["cy", "13", "Cy", "", "", "missing", "", "missing"],
    ]


def test_work_without_an_exercise_is_not_missing(source_kit: Kit, tmp_path: Path) -> None:
    """Something came in, and nobody knows for what: what may be among it is unread, and there is no total yet."""
    exercises = [find_exercise(source_kit, number) for number in ("00", "02")]
    results = [
        _result("ada", "00_first_callback", 5.0, "passed"),
        Result("ada", "", "9", "", {"status": "invalid", "score": 0.0, "unread": True}),
        _result("bob", "02_detect_overfitting", 7.5),
        Result("cy", "", "13", "", {"status": "invalid", "score": 0.0, "unread": True}),
    ]

    assert _rows(write_gradebook(tmp_path, results, exercises, {}))[1:] == [
        ["ada", "9", "", "", "5", "passed", "", "unread"],
        ["bob", "9", "", "7.5", "", "missing", "7.5", "failed"],
        ["cy", "13", "", "", "", "unread", "", "unread"],
    ]


def test_names_survive_as_they_are(source_kit: Kit, tmp_path: Path) -> None:
    """Commas, quotes, line breaks and any script."""
    name = 'O\'Neil, "Ö"\nм'
    row = _rows(write_gradebook(tmp_path, [_result(name, "", 0.0, "invalid")], [], {}))[1]

    assert row[0] == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A student who is called =HYPERLINK(...) gets a mark before the name."""
    assert safe(text) == f"'{text}"
    assert safe("Ada = Lovelace") == "Ada = Lovelace"
