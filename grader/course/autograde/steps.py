"""The steps of the kit among those of `nbgrader autograde`."""

from __future__ import annotations

from typing import Any

from nbformat import from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Unicode

from grader.course.autograde.outputs import printed_outputs, sentence_of, verdict_outputs
from grader.course.autograde.task import answer_in
from grader.course.autograde.verdicts import Answer
from grader.course.notebook import ANSWER, CHECK, KEY


class Grade(NbGraderPreprocessor):
    """Stands in place of ``Execute``: writes the verdict into the cells, from which nbgrader takes the points."""

    lessons = Unicode("", help="Where the lessons are served, if they are").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Fill the outputs of the answer and of the cell that checks; what it came to is kept in the metadata."""
        place, marks = resources["nbgrader"], nb.metadata[KEY]
        answer = Answer(place["student"], marks["exercise"], answer_in(nb.cells), marks["fault"])
        report = self.parent.run.verdict(place["assignment"], answer)
        for cell in nb.cells:
            known = cell.metadata.get("nbgrader", {})
            if known.get("grade_id") == ANSWER:
                cell.outputs = from_dict(printed_outputs(report))
            elif known.get("grade_id") == CHECK:
                most = float(known["points"])
                titled = report | {"title": marks["title"]}
                shown = verdict_outputs(titled, marks["notes"], most, answer.source, self.lessons or None)
                cell.outputs = from_dict(shown)
        marks |= {"status": report["status"], "sentence": sentence_of(report), "seed": report["seed"]}
        return nb, resources


class LeaveUngraded(NbGraderPreprocessor):
    """Takes back the zeros that nbgrader gives where there was nothing to grade, or the kit failed: a person decides.

    Points that a person has given stay.
    """

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Empty the points of the cells that no verdict is about."""
        marks, place = nb.metadata[KEY], resources["nbgrader"]
        failed = marks["status"] == "harness_error"
        if not (marks["fault"] or failed):
            return nb, resources
        with Gradebook(place["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(place["notebook"], place["assignment"], place["student"])
            for grade in found.grades:
                if marks["fault"] or grade.name == CHECK:
                    grade.auto_score, grade.needs_manual_grade = None, True
            gradebook.db.commit()
        return nb, resources


def with_the_kit(steps: list[Any]) -> list[Any]:
    """Return nbgrader's ``steps`` of autograding with those of the kit: ``Grade`` in place of ``Execute`` alone."""
    return [
        step
        for known in steps
        for step in ([Grade] if known is Execute else [known, LeaveUngraded] if known is SaveAutoGrades else [known])
    ]
