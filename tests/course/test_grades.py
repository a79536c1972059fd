"""The table of grades: what is not graded has no points, and nothing in it is a formula."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from grader.course.grades import GradesExport
from grader.course.notebook import KEY
from tests.course.autograde.damage import SLUG
from tests.course.conftest import ASSIGNMENT


class App(Configurable):
    """Stands in for nbgrader's command, of which the export wants to know where the course is."""

    def __init__(self, course: Path) -> None:
        super().__init__()
        self.coursedir = CourseDirectory(root=str(course))


def _export(course: Path, gradebook: Any, **options: Any) -> dict[str, dict[str, str]]:
    GradesExport(parent=App(course), to=str(course / "grades.csv"), **options).export(gradebook)
    with (course / "grades.csv").open(encoding="utf-8", newline="") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def _submit(gradebook: Any, student: str, **points: float | None) -> None:
    gradebook.add_student(student)
    gradebook.add_submission(ASSIGNMENT, student)
    for name, score in points.items():
        gradebook.find_grade(name, SLUG, ASSIGNMENT, student).auto_score = score
    gradebook.db.commit()


def _autograded(course: Path, student: str, **marks: Any) -> None:
    folder = course / "autograded" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    table = {"metadata": {KEY: {"status": "failed", "sentence": "One check.", "notes": ["Mended."]} | marks}}
    (folder / f"{SLUG}.ipynb").write_text(json.dumps(table), encoding="utf-8")


def test_points_status_and_sentence(course: Path, gradebook: Any) -> None:
    """Graded by all: a total. Waiting for a person: what is known so far. No verdict: nothing."""
    for student, check, explain in (("ada", 7.5, 1.0), ("bob", 7.5, None), ("cy", None, None)):
        _submit(gradebook, student, check=check, explain=explain)
        _autograded(course, student)

    rows = _export(course, gradebook)

    assert [(row["raw_score"], row["score"], row["max_score"]) for row in rows.values()] == [
        ("8.5", "8.5", "12"),
        ("7.5", "", "12"),
        ("", "", "12"),
    ]
    assert rows["bob"]["by_hand"] == f"{SLUG}/explain"
    assert (rows["ada"]["status"], rows["ada"]["message"]) == ("failed", "One check. Mended.")


def test_what_nbgrader_does_not_know_of(course: Path, gradebook: Any) -> None:
    """Nothing handed in, handed in and not graded, handed in under another name: each has a line."""
    gradebook.add_student("ada")
    for student, name in (("bob", SLUG), ("cy", "copy")):
        folder = course / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")

    rows = _export(course, gradebook)

    assert {student: row["status"] for student, row in rows.items()} == {
        "ada": "missing",
        "bob": "not_graded",
        "cy": "missing",
    }
    assert "but copy.ipynb" in rows["cy"]["message"]
    assert {row["score"] for row in rows.values()} == {""}


@pytest.mark.parametrize(
    "left", ['{"metadata": {"callbacks_by_doing": {"notes": []}}}', '{"metadata": {}}', '{"cells": [', "[]", ""]
)
def test_an_interruption_costs_nobody_the_table(course: Path, gradebook: Any, left: str) -> None:
    """A notebook that autograding has not finished, or not the kit, has no points, and its student the way out."""
    for student in ("ada", "bob"):
        _submit(gradebook, student, check=7.5, explain=1.0)
        _autograded(course, student)
    (course / "autograded" / "bob" / ASSIGNMENT / f"{SLUG}.ipynb").write_text(left, encoding="utf-8")

    rows = _export(course, gradebook)

    assert (rows["ada"]["status"], rows["ada"]["score"]) == ("failed", "8.5")
    assert (rows["bob"]["status"], rows["bob"]["score"]) == ("not_graded", "")
    assert f"`nbgrader autograde {ASSIGNMENT} --student bob --force`" in rows["bob"]["message"]


@pytest.mark.parametrize(
    ("file", "score", "words"),
    [
        ("", "8.5", "It was not handed in."),
        (".ipynb_checkpoints", "8.5", "It was not handed in."),
        ("00_first_callback.ipynb.txt", "", "but 00_first_callback.ipynb.txt. If it was renamed, rename it back"),
        ("copy of 00.ipynb", "", "but copy of 00.ipynb. If it was renamed, rename it back"),
        ("00_first_callback.ipynb", "", "It is not graded yet"),
    ],
)
def test_several_notebooks(course: Path, gradebook: Any, file: str, score: str, words: str) -> None:
    """Each has its status and sentence; one that was not handed in is a zero, one that may be renamed or waits is none."""
    first = "00_first_callback"
    gradebook.add_notebook(first, ASSIGNMENT)
    gradebook.add_grade_cell("check", first, ASSIGNMENT, max_score=5, cell_type="code")
    _submit(gradebook, "ada", check=7.5, explain=1.0)
    gradebook.find_grade("check", first, ASSIGNMENT, "ada").auto_score = 0.0  # by nbgrader, as there is no such file
    gradebook.db.commit()
    _autograded(course, "ada")
    handed_in = course / "submitted" / "ada" / ASSIGNMENT
    handed_in.mkdir(parents=True)
    for name in filter(None, (f"{SLUG}.ipynb", file)):
        (handed_in / name).write_text("{}", encoding="utf-8")

    row = _export(course, gradebook)["ada"]

    assert (row["score"], row["raw_score"]) == (score, "8.5")
    assert row["status"] == f"{first}: {'not_graded' if file == f'{first}.ipynb' else 'missing'}; {SLUG}: failed"
    assert words in row["message"].partition(f" {SLUG}: ")[0]
    assert row["message"].endswith(f"{SLUG}: One check. Mended.")


def test_no_formulas(course: Path, gradebook: Any) -> None:
    """What a spreadsheet would run is text."""
    gradebook.add_student("ada", last_name="=1+1", first_name="@SUM(1)")
    (course / "submitted" / "-2+3" / ASSIGNMENT).mkdir(parents=True)

    rows = _export(course, gradebook)

    assert (rows["ada"]["last_name"], rows["ada"]["first_name"]) == ("'=1+1", "'@SUM(1)")
    assert "'-2+3" in rows


def test_some_students(course: Path, gradebook: Any) -> None:
    """Nbgrader's own options choose students and assignments."""
    for student in ("ada", "bob"):
        gradebook.add_student(student)

    assert list(_export(course, gradebook, student=["bob"])) == ["bob"]
    assert list(_export(course, gradebook, assignment=["week_2"])) == []
