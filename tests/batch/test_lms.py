"""The files for Moodle, Canvas and Gradescope."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from grader.batch.lms import write_lms_files
from grader.batch.results import Result
from grader.batch.roster import Student
from grader.catalogue import find_exercise
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"


def _result(student: str, lms_id: str = "", status: str = "failed", **changes: Any) -> Result:
    check = {"title": "It stops.", "status": status, "score": 3.0, "max_score": 4.0, "message": "expected: 3"}
    report = {"status": status, "score": 3.0, "seconds": 1.6, "seed": 7, "message": "", "checks": [check]}
    return Result(student, SLUG, lms_id, "", report | changes)


@pytest.fixture
def files(source_kit: Kit, tmp_path: Path) -> dict[str, Path]:
    """Return the files about four students, one of whom no LMS knows and one whom the kit failed."""
    results = [
        _result("ada"),
        _result("bob", "12", override={"score": 3.5, "comment": "=nice"}),
        _result("nobody"),
        _result("cy", "13", status="harness_error"),
    ]
    roster = {"ada": Student("ada", "11", "Ada Lovelace", "ada@example.org")}
    written = write_lms_files(tmp_path, results, [find_exercise(source_kit, "02")], roster)
    return {file.name: file for file in written}


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_moodle(files: dict[str, Path]) -> None:
    """A grading worksheet: its importer takes the number from the end of `Participant 11`, and needs three columns."""
    rows = _rows(files[f"moodle-{SLUG}.csv"])

    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(rows[0])
    assert rows[1:] == [
        ["Participant 11", "Ada Lovelace", "ada@example.org", "3", "10", "-", "failed"],
        ["Participant 12", "bob", "", "3.5", "10", "-", "'=nice"],
    ]


def test_canvas(files: dict[str, Path]) -> None:
    """A gradebook: five columns that Canvas insists on, the points possible in the second line."""
    rows = _rows(files[f"canvas-{SLUG}.csv"])

    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "02 Detect overfitting"]
    assert rows[1] == ["    Points Possible", "", "", "", "", "10"]
    assert rows[2:] == [["Ada Lovelace", "11", "", "", "", "3"], ["bob", "12", "", "", "", "3.5"]]


def test_gradescope(files: dict[str, Path]) -> None:
    """A `results.json` for each submission that has a verdict: a score, and a test for each check."""
    documents = [json.loads(files[name].read_text(encoding="utf-8")) for name in sorted(files) if "gradescope" in name]

    assert [document["extra_data"]["student"] for document in documents] == ["ada", "bob", "nobody"]
    assert [document["score"] for document in documents] == [3.0, 3.5, 3.0]
    assert documents[0]["tests"] == [
        {
            "name": "It stops.",
            "score": 3.0,
            "max_score": 4.0,
            "status": "failed",
            "output": "expected: 3",
            "visibility": "visible",
        }
    ]


def test_gradescope_knows_every_word(files: dict[str, Path]) -> None:
    """The specification of `results.json` names these fields and values; what it does not know, it would ignore or refuse."""
    document = json.loads(files["gradescope-0001.json"].read_text(encoding="utf-8"))
    (check,) = document["tests"]

    assert set(document) <= {
        *("score", "execution_time", "output", "output_format", "test_output_format", "test_name_format"),
        *("visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"),
    }
    assert set(check) <= {
        *("score", "max_score", "status", "name", "name_format", "number", "output", "output_format"),
        *("tags", "visibility", "extra_data"),
    }
    assert check["status"] in ("passed", "failed")
    assert check["visibility"] in ("hidden", "after_due_date", "after_published", "visible")
    assert document["output_format"] in ("text", "html", "simple_format", "md", "ansi")
    assert isinstance(document["score"], float) and isinstance(document["execution_time"], int)


def test_what_could_not_be_read_is_not_uploaded(source_kit: Kit, tmp_path: Path) -> None:
    """Neither LMS gets a zero for it."""
    unread = _result("bob", "12", status="invalid", score=0.0, unread=True)
    written = write_lms_files(tmp_path, [_result("ada", "11"), unread], [find_exercise(source_kit, "02")], {})

    assert "bob" not in "".join(file.read_text(encoding="utf-8") for file in written)


def test_what_is_not_graded_any_more_is_gone(source_kit: Kit, tmp_path: Path) -> None:
    """A file of an earlier round would be uploaded with the others."""
    exercises = [find_exercise(source_kit, "02")]
    write_lms_files(tmp_path, [_result("ada"), _result("bob")], exercises, {})
    write_lms_files(tmp_path, [_result("ada"), _result("bob", status="harness_error")], exercises, {})

    assert [file.name for file in (tmp_path / "lms").glob("gradescope-*")] == ["gradescope-0001.json"]


def test_an_id_is_no_formula(source_kit: Kit, tmp_path: Path) -> None:
    """A roster may come from anywhere."""
    roster = {"ada": Student("ada", "=1+1", "@ada")}
    written = write_lms_files(tmp_path, [_result("ada")], [find_exercise(source_kit, "02")], roster)

    assert not [cell for file in written[:2] for row in _rows(file) for cell in row if cell.startswith(("=", "@"))]
