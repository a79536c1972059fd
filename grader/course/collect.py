"""Whose notebook is it? `nbgrader zip_collect` asks for each file of what Moodle or Canvas let teachers download."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin

from grader.batch.downloads import Owner, owner_of

DEPTH = 3  # the file, its folder, and the one around it: deeper is what a student has packed

_SAME_NAME = (
    "Two students are called {name}: the LMS has the numbers {first} and {second} for them. Unpack the download, give one of "
    "them another name, the same in every assignment, as in `{name} 2_{second}_...`, put the folder into archive/ in place "
    "of the zip file, and run this again. (With Moodle's blind marking all have one name: reveal the names first.)"
)


class CollectByName(FileNameCollectorPlugin):
    """Knows the names that Moodle gives to files or folders and Canvas to files, as `grader batch` does.

    A student is called after the name in the download, since Moodle's numbers change from one assignment to the next.
    So nobody but a person can tell two students of one name apart, and nothing is collected before that is done.
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
        first = self._numbers.setdefault(owner.student, owner.lms_id)
        if first != owner.lms_id:
            self.parent.fail(_SAME_NAME.format(name=owner.student, first=first, second=owner.lms_id))
        return {"student_id": owner.student, "file_id": owner.file if owner.file.endswith(file.suffix) else file.name}


def _owner(file: Path) -> Owner | None:
    """Return what the nearest name of an LMS tells, from the file outwards."""
    for name in (file.name, *(folder.name for folder in file.parents))[:DEPTH]:
        owner = owner_of(name)
        if owner.lms_id and not owner.student.startswith("."):
            return owner
    return None
