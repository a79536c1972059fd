"""What nbgrader is told to do in a course of the kit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, SaveAutoGrades

from grader.course.autograde.exporter import MendingExporter
from grader.course.autograde.steps import with_the_kit
from grader.course.clear import LeaveStub
from grader.course.collect import CollectByName
from grader.course.extend import GrantExtension
from grader.course.grades import GradesExport
from grader.course.settings import FILE, read_settings
from grader.kit.errors import KitError
from grader.kit.paths import find_kit


def configure(config: Any, file: str) -> None:
    """Set up nbgrader in ``config`` for the course in which ``file`` lies, by its `course.toml`.

    Answers are graded by the kit instead of in kernels; every other step of nbgrader stays as it is: late penalties and
    grading by a person among them.
    """
    folder = Path(file).resolve().parent
    try:
        settings = read_settings(folder / FILE, find_kit())
    except KitError as error:
        # nbgrader would log any other exception, and go on without this course's settings.
        sys.exit(error.message)
    config.CourseDirectory.course_id = settings.course
    config.CourseDirectory.root = str(folder)
    config.ClearSolutions.text_stub = "*Write your answer here, in place of this line.*"
    config.GenerateAssignment.preprocessors = [
        LeaveStub if step is ClearSolutions else step for step in GenerateAssignment.preprocessors.default_args[0]
    ]
    config.Autograde.exporter_class = MendingExporter
    steps = with_the_kit(Autograde.autograde_preprocessors.default_args[0])
    steps.insert(steps.index(SaveAutoGrades), GrantExtension)
    config.Autograde.autograde_preprocessors = steps
    config.Grade.lessons = settings.lessons or ""
    config.GrantExtension.course = str(folder)
    config.ZipCollectApp.collector_plugin = CollectByName
    config.ExportApp.plugin_class = GradesExport
    config.LateSubmissionPlugin.penalty_method = settings.late
