"""The gradebook has the assignments of the settings."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook

from grader.course.gradebook import write_gradebook
from grader.course.settings import Assignment, Settings


def test_what_is_no_assignment_any_more_goes(tmp_path: Path) -> None:
    """Else each export has an empty line of it for every student; what somebody has handed in stays."""
    file = tmp_path / "gradebook.db"
    settings = Settings("term", "1", tuple(Assignment(name, (), {}) for name in ("one", "two", "three")))
    write_gradebook(file, settings)
    with Gradebook(f"sqlite:///{file}") as gradebook:
        gradebook.update_or_create_student("ada")
        gradebook.add_submission("two", "ada")

    write_gradebook(file, Settings("term", "1", (Assignment("week", (), {}),)))

    with Gradebook(f"sqlite:///{file}") as gradebook:
        assert sorted(one.name for one in gradebook.assignments) == ["two", "week"]
