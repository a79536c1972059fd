"""nbgrader's step that grants the extensions of `course.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from grader.course.settings import FILE, read_settings
from grader.kit.paths import find_kit


class GrantExtension(NbGraderPreprocessor):
    """Grants a student's extension before late penalties are assigned.

    nbgrader stores an extension with a submission, which does not exist before the work is graded. One that was granted
    by hand stays where `course.toml` says nothing.
    """

    course = Unicode(help="The folder of the course").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Look up the student, and leave the notebook as it is."""
        about = resources["nbgrader"]
        student, assignment = about["student"], about["assignment"]
        time = read_settings(Path(self.course) / FILE, find_kit()).extension_of(student, assignment)
        if time is not None:
            with Gradebook(about["db_url"]) as gradebook:
                hours = time.total_seconds() / 3600
                gradebook.grant_extension(assignment, student, hours=hours)
        return nb, resources
