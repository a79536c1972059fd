"""A course and the stock commands of nbgrader that run in it, for tests of a whole term."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from grader.cli import main
from tests.conftest import SOURCE
from tests.course.autograde.damage import SLUG, Notebook


@dataclass
class Term:
    """What a term left behind: what the commands said, the table of grades, and the folder."""

    folder: Path
    said: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)
    grades: dict[str, dict[str, str]] = field(default_factory=dict)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command of nbgrader in the course."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        command = [sys.executable, "-m", "nbgrader", *arguments]
        variables = os.environ | {"PATH": path} | environment
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, env=variables, stdout=pipe, stderr=pipe, text=True)

    def nbgrader(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of nbgrader in the course to its end."""
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def released(self, assignment: str, slug: str) -> Notebook:
        """Return a notebook as learners get it."""
        text = (self.folder / "release" / assignment / f"{slug}.ipynb").read_text(encoding="utf-8")
        notebook: Notebook = json.loads(text)
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        return notebook

    def hand_in(self, assignment: str, student: str, raw: bytes, name: str = f"{SLUG}.ipynb", time: str = "") -> None:
        """Put ``raw`` where nbgrader collects it."""
        folder = self.folder / "submitted" / student / assignment
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
        if time:
            (folder / "timestamp.txt").write_text(time, encoding="utf-8")

    def export(self) -> dict[str, dict[str, str]]:
        """Return the table of grades, by student."""
        done = self.nbgrader("export", "--to", "grades.csv")
        assert done.returncode == 0, done.stderr
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as stream:
            self.grades = {row["student_id"]: row for row in csv.DictReader(stream)}
        return self.grades

    def gradebook(self) -> Any:
        """Open the gradebook."""
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")


def begin(folder: Path, settings: str, assignment: str) -> Term:
    """Make a course in ``folder`` with the text ``settings``, and release ``assignment``."""
    (folder / "mine.toml").write_text(settings, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SOURCE.root)
        assert main(["course", str(folder / "course"), "--settings", str(folder / "mine.toml")]) == 0
    term = Term(folder / "course")
    done = term.nbgrader("generate_assignment", assignment)
    assert done.returncode == 0, done.stderr
    return term


def right_answer(slug: str) -> str:
    """Return the solution without its markers."""
    text = (SOURCE.solutions / slug / "solution.py").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if "### " not in line)
