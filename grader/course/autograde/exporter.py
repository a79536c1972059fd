"""How nbgrader reads what was handed in: mended, whatever it is."""

from __future__ import annotations

import os
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import from_dict
from nbgrader.converters import NbGraderException

import grader
from grader.course.autograde.run import Run
from grader.course.notebook import KEY
from grader.kit.errors import KitError


class MendingExporter(NotebookExporter):
    """nbgrader's way from file to file, which here cannot fail on a student's notebook.

    Put in place by ``c.Autograde.exporter_class``. The command ends with a sentence when the kit must not grade the course.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]  # nbconvert's has no types
        try:
            self.run = Run(self.parent)
        except KitError as error:
            self.log.error(error.message)
            raise NbGraderException(error.message) from error

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **options: Any) -> Any:
        """Convert the notebook ``filename``; one that a student left is mended on the way."""
        if not self.run.handed_in(filename):
            return super().from_filename(filename, resources, **options)
        task, mended, fault = self.run.look_at(filename)
        for note in mended.notes:
            self.log.warning(note)
        if fault:
            self.log.error(fault)
        about = {"exercise": task.exercise.slug, "title": task.exercise.title, "kit": grader.__version__}
        marks = about | {"notes": mended.notes, "fault": fault}
        notebook = {"cells": mended.cells, "metadata": {KEY: marks}, "nbformat": 4, "nbformat_minor": 5}
        folder, name = os.path.split(filename)
        told = {"metadata": {"name": os.path.splitext(name)[0], "path": folder}}
        node, resources = from_dict(notebook), {**(resources or {}), **told}
        return self.from_notebook_node(node, resources, **options)  # type: ignore[no-untyped-call]  # as above
