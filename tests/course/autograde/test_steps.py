"""The kit's steps stand where they must, write what nbgrader reads, and take back what is no verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbformat import from_dict
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, SaveAutoGrades
from traitlets.config import Configurable

from grader.course.autograde.steps import Grade, LeaveUngraded, with_the_kit
from grader.course.autograde.verdicts import Answer
from grader.course.notebook import KEY
from grader.kit.paths import Kit
from tests.course.autograde.damage import SLUG, answered, cell_of, released
from tests.course.conftest import ASSIGNMENT

REPORT = {
    "exercise": SLUG,
    "seed": 7,
    "status": "failed",
    "score": 4.0,
    "max_score": 10.0,
    "checks": [],
    "output": "Epoch: 0",
    "message": "Told.",
    "versions": {"kit": "1"},
}


class Reader(Configurable):
    """Stands in for the exporter: its run knows one report."""

    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__()
        self.run, self.asked, self._report = self, list[Answer](), report

    def verdict(self, assignment: str, answer: Answer) -> dict[str, Any]:
        """Return the report, and remember who asked."""
        self.asked.append(answer)
        return self._report


def _notebook(kit: Kit, fault: str = "", **more: Any) -> Any:
    notebook = answered(released(kit), "x = 1")
    notebook["metadata"] = {
        KEY: {"exercise": SLUG, "title": "Overfits", "kit": "1", "notes": ["Mended."], "fault": fault} | more
    }
    return from_dict(notebook)


def _resources(course: Path | None = None) -> dict[str, Any]:
    place = {"student": "ada", "assignment": ASSIGNMENT, "notebook": SLUG}
    return {"nbgrader": place | {"db_url": f"sqlite:///{course}/gradebook.db"}}


def test_execute_alone_gives_way() -> None:
    """All other steps of nbgrader stay, in their order."""
    own = list(Autograde.autograde_preprocessors.default_args[0])
    steps = with_the_kit(own)

    assert [Execute if step is Grade else step for step in steps if step is not LeaveUngraded] == own
    assert steps[steps.index(SaveAutoGrades) + 1] is LeaveUngraded


def test_grade_fills_the_cells(source_kit: Kit) -> None:
    """The answer shows what it printed, the check its card and the points, the metadata what it came to."""
    reader = Reader(REPORT)
    notebook, _ = Grade(parent=reader).preprocess(_notebook(source_kit), _resources())

    assert reader.asked == [Answer("ada", SLUG, "x = 1")]
    assert cell_of(notebook, "answer")["outputs"][0]["text"] == "Epoch: 0"
    card, points = cell_of(notebook, "check")["outputs"]
    assert "Mended." in card["data"]["text/html"]
    assert "02 Overfits: 4 of 10 points" in card["data"]["text/plain"]
    assert points["data"]["text/plain"] == "4.0"
    marks = notebook.metadata[KEY]
    assert (marks["status"], marks["sentence"], marks["seed"]) == ("failed", "Told.", 7)


@pytest.mark.parametrize(
    ("fault", "status", "left"),
    [
        ("", "failed", {"check": 0.0, "explain": 0.0}),
        ("", "harness_error", {"check": None, "explain": 0.0}),
        ("It is torn.", "invalid", {"check": None, "explain": None}),
    ],
)
def test_what_is_no_verdict_is_no_zero(
    source_kit: Kit, course: Path, gradebook: Any, fault: str, status: str, left: dict[str, float | None]
) -> None:
    """A fault of the kit empties its own cell, work that cannot be read all; what a person gave stays."""
    gradebook.add_student("ada")
    gradebook.add_submission(ASSIGNMENT, "ada")
    for name in left:
        grade = gradebook.find_grade(name, SLUG, ASSIGNMENT, "ada")
        grade.auto_score, grade.needs_manual_grade, grade.manual_score = 0.0, False, 1.0
    gradebook.db.commit()

    LeaveUngraded().preprocess(_notebook(source_kit, fault, status=status), _resources(course))

    gradebook.db.expire_all()
    grades = {name: gradebook.find_grade(name, SLUG, ASSIGNMENT, "ada") for name in left}
    assert {name: grade.auto_score for name, grade in grades.items()} == left
    assert [grade.needs_manual_grade for grade in grades.values()] == [points is None for points in left.values()]
    assert {grade.manual_score for grade in grades.values()} == {1.0}
