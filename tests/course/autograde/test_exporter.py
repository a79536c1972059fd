"""nbgrader reads a student's notebook mended, and everything else as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader.course.autograde import exporter
from grader.course.autograde.exporter import MendingExporter
from grader.course.autograde.mend import Mended
from grader.course.notebook import KEY
from tests.course.autograde.damage import SLUG


class OneFile:
    """Stands in for a run: one file was handed in."""

    def __init__(self, converter: Any) -> None:
        self.file = "submitted/ada/torn.ipynb"

    def handed_in(self, file: str) -> bool:
        """Tell whether it is that one."""
        return file == self.file

    def look_at(self, file: str) -> Any:
        """Return what is in it."""
        cell = {"cell_type": "markdown", "id": "statement", "metadata": {}, "source": "Mended."}
        task = type("Task", (), {"exercise": type("Exercise", (), {"slug": SLUG, "title": "Detect overfitting"})})
        return task, Mended([cell], ["A note."]), "It is torn."


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> MendingExporter:
    """Return an exporter whose run knows one file."""
    monkeypatch.setattr(exporter, "Run", OneFile)
    return MendingExporter()


def test_a_students_notebook_is_mended(reader: MendingExporter) -> None:
    """It need not even exist; what was amiss is in its metadata, for the steps that follow."""
    text, resources = reader.from_filename("submitted/ada/torn.ipynb", {"unique_key": "torn"})
    notebook = json.loads(text)

    assert notebook["cells"][0]["source"] == ["Mended."]
    assert notebook["metadata"][KEY]["notes"] == ["A note."]
    assert notebook["metadata"][KEY]["fault"] == "It is torn."
    assert (resources["unique_key"], resources["metadata"]["name"]) == ("torn", "torn")


def test_other_notebooks_stay_as_they_are(reader: MendingExporter, tmp_path: Path) -> None:
    """What nbgrader itself has written between its two passes is read as nbgrader reads it."""
    file = tmp_path / "own.ipynb"
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["As it is."]}
    file.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")

    text, _ = reader.from_filename(str(file))

    assert json.loads(text)["cells"] == [cell]
