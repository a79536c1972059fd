"""Whose notebook is it? `nbgrader zip_collect` asks for each file of what Moodle or Canvas let teachers download."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin

from grader.batch.downloads import Owner, owner_of

DEPTH = 3  # the file, its folder, and the one around it: deeper is what a student has packed


class CollectByName(FileNameCollectorPlugin):
    """Knows the names that Moodle gives to files or folders and Canvas to files, as `grader batch` does.

    A student is called after the name in the download, since Moodle's numbers change from one assignment to the next.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._numbers: dict[str, str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return student and notebook, or None for a file that is no notebook, or that no LMS has named."""
        file = Path(submitted_file)
        owner = _owner(file)
        if file.suffix not in self.valid_ext or owner is None:
            return None
        student = owner.student
        if self._numbers.setdefault(student, owner.lms_id) != owner.lms_id:
            student = f"{student}_{owner.lms_id}"
            self.log.warning("Two students are called %s: the second one's work goes to %s.", owner.student, student)
        return {"student_id": student, "file_id": owner.file if owner.file.endswith(file.suffix) else file.name}


def _owner(file: Path) -> Owner | None:
    """Return what the nearest name of an LMS tells, from the file outwards."""
    for name in (file.name, *(folder.name for folder in file.parents))[:DEPTH]:
        owner = owner_of(name)
        if owner.lms_id and not owner.student.startswith("."):
            return owner
    return None
