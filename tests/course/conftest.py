"""A gradebook as `nbgrader generate_assignment` leaves it, without the command, which takes seconds."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from grader.course.notebook import write_notebook
from grader.kit.paths import Kit
from tests.course.autograde.damage import SLUG, Notebook, released

ASSIGNMENT = "week_1"


@pytest.fixture(scope="session")
def pristine_course(tmp_path_factory: pytest.TempPathFactory, source_kit: Kit) -> Path:
    """Return a course that is made once: nbgrader starts a program of its own to create a database."""
    folder = tmp_path_factory.mktemp("pristine")
    notebook = released(source_kit)
    write_notebook(folder / "source" / "." / ASSIGNMENT / f"{SLUG}.ipynb", notebook)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # for alembic
        _fill(folder / "gradebook.db", notebook)
    return folder


def _fill(file: Path, notebook: Notebook) -> None:
    with Gradebook(f"sqlite:///{file}") as gradebook:
        gradebook.add_assignment(ASSIGNMENT)
        gradebook.add_notebook(SLUG, ASSIGNMENT)
        for cell in reversed(notebook["cells"]):
            marks, kind, where = cell["metadata"]["nbgrader"], cell["cell_type"], (SLUG, ASSIGNMENT)
            name = marks["grade_id"]
            gradebook.add_source_cell(name, *where, cell_type=kind, source=cell["source"], locked=marks["locked"])
            if marks["grade"]:
                gradebook.add_grade_cell(name, *where, max_score=marks["points"], cell_type=kind)
            if marks["solution"]:
                gradebook.add_solution_cell(name, *where)


@pytest.fixture
def course(pristine_course: Path, tmp_path: Path) -> Path:
    """Return the folder of a course with one assignment of one notebook."""
    shutil.copytree(pristine_course, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def gradebook(course: Path) -> Iterator[Any]:
    """Return the course's gradebook, open."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as opened:
        yield opened
