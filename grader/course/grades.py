"""The gradebook of a course as a table in which nothing that is not graded looks like a zero."""

from __future__ import annotations

import csv
import glob
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin

from grader.batch.gradebook import safe
from grader.course.autograde.task import verdict_in

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "status", "by_hand", "message"),
)


@dataclass(frozen=True)
class _Told:
    """What became of one notebook; while its points are ``unknown``, nbgrader may hold zeros or old ones for it."""

    status: str
    sentence: str
    unknown: bool = False


class GradesExport(ExportPlugin):
    """Writes the columns of nbgrader's own CSV, and status, cells to grade by hand, and a sentence.

    ``score`` is empty until everything is graded; ``raw_score`` counts what is graded so far.
    """

    def export(self, gradebook: Any) -> None:
        """Write a line for each assignment and student to ``to``, or to grades.csv."""
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        students, assignments = set(map(str, self.student)), set(map(str, self.assignment))
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            for assignment in gradebook.assignments:
                known = {student.id: student for student in gradebook.students}
                for student in sorted({*known, *self._folders(assignment.name)}):
                    if (not assignments or assignment.name in assignments) and (not students or student in students):
                        writer.writerow(self._row(gradebook, assignment, student, known.get(student)))

    def _folders(self, assignment: str) -> list[str]:
        """Return who handed something in; nbgrader knows only of those whom it has graded."""
        place = self.parent.coursedir
        pattern = re.compile(
            place.format_path(place.submitted_directory, "(?P<student>[^/]*)", assignment, escape=True)
        )
        found = glob.glob(place.format_path(place.submitted_directory, "*", assignment))
        return [match["student"] for path in found if (match := pattern.fullmatch(path))]

    def _row(self, gradebook: Any, assignment: Any, student: str, entry: Any) -> dict[str, Any]:
        row = {
            "assignment": assignment.name,
            "duedate": assignment.duedate or "",
            "student_id": safe(student),
            "last_name": safe(entry.last_name or "") if entry else "",
            "first_name": safe(entry.first_name or "") if entry else "",
            "email": safe(entry.email or "") if entry else "",
            "max_score": f"{assignment.max_score:g}",
        }
        names = sorted(notebook.name for notebook in assignment.notebooks)
        told = {name: self._told(student, assignment.name, name, names) for name in names}
        heads = {name: f"{name}: " if len(told) > 1 else "" for name in told}
        row["status"] = "; ".join(heads[name] + one.status for name, one in told.items())
        row["message"] = safe(" ".join(heads[name] + one.sentence for name, one in told.items()))
        try:
            submission = gradebook.find_submission(assignment.name, student)
        except MissingEntry:
            return row
        points = _points(submission)
        if any(one.unknown for one in told.values()):
            points["score"] = ""
        return row | {"timestamp": submission.timestamp or ""} | points

    def _told(self, student: str, assignment: str, notebook: str, asked: list[str]) -> _Told:
        """Return status and sentence on one notebook of those that were ``asked`` for, as autograding has left them."""
        place = self.parent.coursedir
        handed_in = Path(place.format_path(place.submitted_directory, student, assignment))
        graded = Path(place.format_path(place.autograded_directory, student, assignment)) / f"{notebook}.ipynb"
        if marks := verdict_in(graded):
            return _Told(marks["status"], " ".join([marks["sentence"], *marks["notes"]]))
        if graded.exists():
            again = f"nbgrader autograde {assignment} --student {student} --force"
            why = f"It holds no verdict of the kit, as after an interruption: `{again}` grades it."
            return _Told("not_graded", why, unknown=True)
        if (handed_in / f"{notebook}.ipynb").exists():
            why = f"It is not graded yet: `nbgrader autograde {assignment}` does it, or says why not."
            return _Told("not_graded", why, unknown=True)
        others = sorted(
            file.name for file in handed_in.glob("*") if _may_be_a_notebook(file) and file.stem not in asked
        )
        if others:
            why = f"There is no {notebook}.ipynb, but {', '.join(others)}. If it was renamed, rename it back; else remove that."
            return _Told("missing", why, unknown=True)
        return _Told("missing", "It was not handed in.")


def _points(submission: Any) -> dict[str, str]:
    """Return the points as text, "" where a part of them is not known."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    waiting = [f"{grade.notebook.name}/{grade.name}" for grade in grades if _is_open(grade)]
    known = len(waiting) < len(grades)
    penalty = submission.late_submission_penalty
    return {
        "raw_score": f"{submission.score:g}" if known else "",
        "late_submission_penalty": f"{penalty:g}" if known else "",
        "score": "" if waiting else f"{max(0.0, submission.score - penalty):g}",
        "by_hand": " ".join(waiting),
    }


def _may_be_a_notebook(file: Path) -> bool:
    """Tell whether a student may have meant ``file``: browsers save notebooks as `.ipynb.txt`, too."""
    return ".ipynb" in file.name.lower() and not file.name.startswith(".")


def _is_open(grade: Any) -> bool:
    return grade.auto_score is None and grade.manual_score is None
