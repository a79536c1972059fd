"""The files for Moodle, Canvas and Gradescope."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch.lms import write_lms_files
from grader.batch.results import Result
from grader.batch.roster import Student
from grader.catalogue import all_exercises, find_exercise
from grader.kit.paths import Kit
from tests.batch.importers import canvas_takes, gradescope_takes, moodle_takes

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
    """Moodle finds each participant and takes grade and comment; a stranger gets nothing."""
    file = files[f"moodle-{SLUG}.csv"]

    assert moodle_takes(file, {"11", "12", "13"}, 10.0) == {"11": (3.0, "failed"), "12": (3.5, "'=nice")}
    assert moodle_takes(file, {"12"}, 10.0) == {"12": (3.5, "'=nice")}
    assert _rows(file)[1][:3] == ["Participant 11", "Ada Lovelace", "ada@example.org"]


def test_canvas(files: dict[str, Path]) -> None:
    """Canvas finds one assignment with its points possible, and each student by the number, whatever the name."""
    taken = canvas_takes(files[f"canvas-{SLUG}.csv"], {11: "Ada King", 12: "Bob", 13: "Cy"})

    assert taken == {"02 Detect overfitting": (10.0, {11: 3.0, 12: 3.5})}


def test_no_exercise_has_a_name_that_canvas_passes_over(source_kit: Kit, tmp_path: Path) -> None:
    """A title with "Final Score" in it would be no assignment, and one with a comma must stay one column."""
    exercises = all_exercises(source_kit)
    results = [replace(_result("ada", "11"), exercise=exercise.slug) for exercise in exercises]
    write_lms_files(tmp_path, results, exercises, {})

    for exercise in exercises:
        taken = canvas_takes(tmp_path / "lms" / f"canvas-{exercise.slug}.csv", {11: "Ada"})
        assert taken == {f"{exercise.number} {exercise.title}": (exercise.points, {11: 3.0})}


def test_gradescope(files: dict[str, Path]) -> None:
    """A `results.json` for each submission that has a verdict: nothing in it is unknown to the specification."""
    names = [name for name in sorted(files) if "gradescope" in name]

    assert [gradescope_takes(files[name]) for name in names] == [
        (score, [("It stops.", 3.0, 4.0)]) for score in (3.0, 3.5, 3.0)
    ]
    documents = [json.loads(files[name].read_text(encoding="utf-8")) for name in names]
    assert [document["extra_data"]["student"] for document in documents] == ["ada", "bob", "nobody"]
    assert [(test["output"], test["visibility"]) for test in documents[0]["tests"]] == [("expected: 3", "visible")]


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
    write_lms_files(tmp_path, [_result("ada", status="harness_error")], exercises, {})
    assert list((tmp_path / "lms").iterdir()) == []


def test_an_id_is_no_formula(source_kit: Kit, tmp_path: Path) -> None:
    """A roster may come from anywhere."""
    roster = {"ada": Student("ada", "=1+1", "@ada")}
    written = write_lms_files(tmp_path, [_result("ada")], [find_exercise(source_kit, "02")], roster)

    assert not [cell for file in written[:2] for row in _rows(file) for cell in row if cell.startswith(("=", "@"))]
