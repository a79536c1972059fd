"""What an assignment asks for in one notebook, and what one student's file holds of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise, find_exercise
from grader.catalogue.notebook import MAX_BYTES, python_of, read_notebook
from grader.course.autograde.mend import Mended, mend
from grader.course.autograde.template import TemplateCell, template_of
from grader.course.notebook import ANSWER, KEY
from grader.kit.errors import KitError, SubmissionError
from grader.kit.paths import Kit

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class Task:
    """A notebook of an assignment: its exercise, and its cells as they were released."""

    exercise: Exercise
    template: list[TemplateCell]

    def look_at(self, file: Path) -> tuple[Mended, str]:
        """Return what ``file`` holds, mended, and why it cannot be graded, or "". Nothing in it raises an error."""
        try:
            notebook = _read(file)
            mended = mend(notebook["cells"], self.template, self.exercise.names)
            self._refuse_another(notebook, mended)
        except SubmissionError as error:
            return Mended(mend([], self.template, ()).cells), error.message
        return mended, ""

    def _refuse_another(self, notebook: dict[str, Any], mended: Mended) -> None:
        told = marks_of(notebook).get("exercise", self.exercise.slug)
        if told != self.exercise.slug:
            raise SubmissionError(
                f"This is a notebook of {str(told)[:80]}, and {self.exercise.slug} was asked for. "
                "Hand in the notebook of this exercise."
            )
        if notebook["cells"] and KEY not in _metadata(notebook) and mended.found_nothing:
            raise SubmissionError(
                "This notebook holds none of the cells of this exercise: it is of another course. "
                "Hand in the notebook of this exercise."
            )


def task_of(kit: Kit, file: Path, gradebook: Any, assignment: str) -> Task:
    """Return the task of the instructor's notebook ``file``; raises KitError when `grader course` did not make it."""
    marks = marks_of(json.loads(file.read_text(encoding="utf-8")))
    if "exercise" not in marks:
        raise KitError(
            f"{file} was not made by `grader course`, so the kit cannot grade it. Move it to another course."
        )
    return Task(find_exercise(kit, marks["exercise"]), template_of(gradebook, assignment, file.stem))


def marks_of(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return what the notebook's metadata says of exercise and kit."""
    marks = _metadata(notebook).get(KEY)
    return marks if isinstance(marks, dict) else {}


def verdict_in(file: Path) -> dict[str, Any]:
    """Return what autograding has left in the metadata of ``file``; nothing where there is no verdict of the kit.

    nbgrader writes a notebook before it is graded, and once more after it: a kill between the two leaves one without.
    """
    try:
        notebook = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    marks = marks_of(notebook) if isinstance(notebook, dict) else {}
    return marks if "status" in marks else {}


def answer_in(cells: list[dict[str, Any]]) -> str:
    """Return the Python of the answer cell of a mended notebook."""
    named = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in cells}
    return python_of(named[ANSWER]["source"])


def _metadata(notebook: dict[str, Any]) -> dict[str, Any]:
    metadata = notebook.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SubmissionError(f"{file.name} cannot be read: {error.strerror or error}.") from error
    if not raw.strip():
        raise SubmissionError(f"{file.name} is an empty file. Open the notebook, save it, and hand that file in.")
    if len(raw) > MAX_BYTES:
        raise SubmissionError(f"{file.name} is larger than {MAX_BYTES // 1_000_000} MB, too large for a notebook.")
    return _whole_characters(read_notebook(raw, file.name), raw)


def _whole_characters(notebook: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """Return ``notebook`` with a question mark for each half of a character, which no file can hold: nbgrader would fail.

    JSON can spell such halves, and ``raw`` is the file that did or did not.
    """
    if not _HALF.search(raw):
        return notebook
    text = json.dumps(notebook, ensure_ascii=False)
    whole: dict[str, Any] = json.loads(text.encode("utf-8", "replace"))
    return whole
