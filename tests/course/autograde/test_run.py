"""A run of nbgrader knows what is asked for, and leaves out what would stop it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from grader.course.autograde.exporter import MendingExporter
from grader.course.autograde.run import Run
from grader.course.autograde.verdicts import Answer
from grader.course.notebook import KEY
from grader.kit.errors import KitError
from tests.course.autograde.damage import SLUG
from tests.course.conftest import ASSIGNMENT


def _hand_in(course: Path, student: str, raw: bytes = b"", name: str = SLUG, time: str | None = None) -> None:
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_bytes(raw)
    if time is not None:
        (folder / "timestamp.txt").write_text(time, encoding="utf-8")


def _converter(course: Path) -> Autograde:
    """Return nbgrader's converter at the moment at which it makes its exporter."""
    place = CourseDirectory(root=str(course), db_url=f"sqlite:///{course / 'gradebook.db'}", assignment_id=ASSIGNMENT)
    converter = Autograde(coursedir=place)
    converter.log = logging.getLogger("nbgrader-of-a-test")
    converter.init_notebooks()
    return converter


def test_it_looks_at_what_was_handed_in(course: Path) -> None:
    """A torn notebook comes with its fault, and its verdict is there when asked for."""
    _hand_in(course, "ada", b"{")
    converter = _converter(course)
    run = Run(converter)
    (file,) = next(iter(converter.assignments.values()))

    task, mended, fault = run.look_at(file)

    assert run.handed_in(file)
    assert not run.handed_in(str(course / "autograded" / "ada" / ASSIGNMENT / f"{SLUG}.ipynb"))
    assert task.exercise.slug == SLUG
    assert len(mended.cells) == 5
    assert "not a notebook that can be read" in fault
    assert run.verdict(ASSIGNMENT, Answer("ada", SLUG, "", fault))["message"] == fault


def test_what_would_stop_nbgrader_is_left_out(course: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A time that cannot be read, and a folder without the notebook; a sentence names each."""
    _hand_in(course, "ada")
    _hand_in(course, "bob", time="yesterday")
    _hand_in(course, "cy", name="copy")
    _hand_in(course, "dora", time="2027-01-15 22:58:00 UTC")
    _hand_in(course, "eve", time="")
    converter = _converter(course)
    with caplog.at_level(logging.ERROR):
        Run(converter)

    assert sorted(Path(folder).parent.name for folder in converter.assignments) == ["ada", "dora", "eve"]
    assert "no time that can be read" in caplog.text
    assert "holds copy.ipynb, which nobody asked for" in caplog.text


@pytest.mark.parametrize("notebook", ["*", SLUG])
def test_what_was_interrupted_is_graded_again(course: Path, notebook: str) -> None:
    """Where a verdict is missing, nbgrader finds nothing that it could take for graded; a verdict stays."""
    left = {"ada": {KEY: {"status": "failed"}}, "bob": {KEY: {"notes": []}}, "cy": {}}
    for student, marks in left.items():
        _hand_in(course, student)
        folder = course / "autograded" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{SLUG}.ipynb").write_text(json.dumps({"metadata": marks}), encoding="utf-8")
    (course / "autograded" / "cy" / ASSIGNMENT / f"{SLUG}.ipynb").unlink()
    converter = _converter(course)
    converter.coursedir.notebook_id = notebook

    converter.notebooks, converter.exporter = [f"{SLUG}.ipynb"], MendingExporter(parent=converter)

    assert [student for student in left if converter.init_destination(ASSIGNMENT, student)] == ["bob", "cy"]


def test_a_notebook_that_nbgrader_does_not_know(course: Path) -> None:
    """The instructor hears which command comes first, and nbgrader ends."""
    (course / "source" / ASSIGNMENT / f"{SLUG}.ipynb").rename(course / "source" / ASSIGNMENT / "new.ipynb")
    _hand_in(course, "ada")
    converter = _converter(course)

    with pytest.raises(KitError, match="run `nbgrader generate_assignment week_1` first"):
        Run(converter)
    with pytest.raises(Exception, match="generate_assignment"):
        MendingExporter(parent=converter)
