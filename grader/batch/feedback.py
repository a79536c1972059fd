"""A page for each student: what was expected, what was seen, why, and where to read on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from grader.batch.results import Result
from grader.picture import fragment
from grader.report.lessons import place_of
from grader.report.parts import parts_of
from grader.report.protections import protected_by

FOLDER = "feedback"
_SIGNS = {"passed": "✓", "failed": "✗"}
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 60  # characters of a file's name; each may take four bytes of the 255 that there are


def write_feedback(folder: Path, results: Iterable[Result], names: dict[str, str]) -> list[Path]:
    """Write one self-contained page for each student into ``folder/feedback`` and return their paths.

    ``names`` maps students to what their page calls them. Nothing in a page is taken for HTML that a student wrote.
    """
    by_student: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_student[result.student].append(result)
    (folder / FOLDER).mkdir(exist_ok=True)
    files = _files(folder / FOLDER, sorted(by_student))
    for student, file in files.items():
        reports = [result.report for result in sorted(by_student[student], key=lambda result: result.exercise)]
        file.write_text(page(names.get(student, student), reports), encoding="utf-8")
    return list(files.values())


def page(student: str, reports: list[dict[str, object]]) -> str:
    """Return the page about ``reports``, the JSON of `grader check`, each with a ``message``."""
    return _template().render(
        student=student,
        reports=reports,
        signs=_SIGNS,
        parts=parts_of,
        place=place_of,
        picture=_picture,
        protected_by=protected_by,
    )


@cache
def _template() -> Template:
    """Return the page, which takes longer to be read than to be filled."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(Path(__file__).with_name("feedback.html").read_text(encoding="utf-8"))


def _picture(report: dict[str, Any], number: int) -> Markup:
    """Return the picture of the run that failed, which escapes what a student wrote; nothing where none was kept."""
    return Markup(fragment(report.get("picture"), f"picture-{number}"))


def _files(folder: Path, students: list[str]) -> dict[str, Path]:
    """Return a file for each student; names that differ only in what file names cannot hold stay apart."""
    files: dict[str, Path] = {}
    taken: set[str] = set()
    for student in students:
        stem = name = _UNSAFE.sub("_", student).strip("._")[:_LONGEST] or "student"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        files[student] = folder / f"{name}.html"
    return files
