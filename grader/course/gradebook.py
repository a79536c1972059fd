"""The gradebook of a course: its assignments and when they are due."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook

from grader.course.settings import Settings


def write_gradebook(path: Path, settings: Settings) -> None:
    """Create the gradebook in ``path`` where there is none, and give each assignment the due date of ``settings``.

    Assignments that ``settings`` have no more, and for which nobody has handed in anything, are taken out: every export
    would have an empty line of them for each student.
    """
    with _programs_of_this_python(), Gradebook(f"sqlite:///{path.resolve()}", settings.course) as gradebook:
        for assignment in settings.assignments:
            gradebook.update_or_create_assignment(assignment.name, duedate=assignment.due)
        wanted = {assignment.name for assignment in settings.assignments}
        for name in [one.name for one in gradebook.assignments if one.name not in wanted and not one.num_submissions]:
            gradebook.remove_assignment(name)


@contextmanager
def _programs_of_this_python() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it starts by name, also where the environment is not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join(filter(None, [str(Path(sys.executable).parent), before]))
    try:
        yield
    finally:
        os.environ["PATH"] = before
