"""Stock commands of nbgrader run in a course."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

import grader
from grader.cli import main
from grader.course.extend import GrantExtension
from grader.kit.paths import Kit
from tests.conftest import SOURCE

COURSE = f"""
course = "autumn"
kit = "{grader.__version__}"
late = "zero"
[[assignment]]
name = "week_1"
exercises = ["00", "02"]
due = 2027-01-15T23:59:00+01:00
[[extension]]
student = "ada"
days = 3
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course of one assignment with two notebooks."""
    folder = tmp_path_factory.mktemp("nbgrader")
    (folder / "mine.toml").write_text(COURSE, encoding="utf-8")
    # Where the environment is not activated, `alembic` must be found all the same.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "/usr/bin:/bin")
        patch.chdir(SOURCE.root)
        assert main(["course", str(folder / "course"), "--settings", str(folder / "mine.toml")]) == 0
    return folder / "course"


def _nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=course, env=os.environ | {"PATH": path}, capture_output=True, text=True)


def test_the_gradebook_knows_assignments_and_due_dates(course: Path) -> None:
    """Due dates are stored as nbgrader does: in UTC, without saying so."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        (assignment,) = gradebook.assignments

        assert (assignment.name, assignment.duedate) == ("week_1", datetime(2027, 1, 15, 22, 59))


def test_generate_assignment_releases_the_stub(course: Path, source_kit: Kit) -> None:
    """`nbgrader generate_assignment` makes locked notebooks whose answer is the stub, and knows all points."""
    done = _nbgrader(course, "generate_assignment", "week_1")
    assert done.returncode == 0, done.stderr

    released = nbformat.read(course / "release" / "week_1" / "02_detect_overfitting.ipynb", as_version=4)
    stub = source_kit.exercises / "02_detect_overfitting" / "stub.py"
    assert released.cells[2].source + "\n" == stub.read_text(encoding="utf-8")
    assert [cell.metadata.get("editable", True) for cell in released.cells] == [False, False, True, False, True]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        notebooks = {one.name: one.max_score for one in gradebook.find_assignment("week_1").notebooks}
    assert notebooks["02_detect_overfitting"] == 12.0


def test_settings_at_fault_stop_nbgrader(course: Path) -> None:
    """The sentence is shown, and nbgrader does not go on without the course's settings."""
    file = course / "course.toml"
    file.write_text(COURSE.replace(grader.__version__, "0.0.7"), encoding="utf-8")
    try:
        done = _nbgrader(course, "generate_assignment", "week_1", "--force")
    finally:
        file.write_text(COURSE, encoding="utf-8")

    assert done.returncode != 0
    assert "graded with version 0.0.7 of the kit" in done.stderr
    assert "Traceback" not in done.stderr


def test_zip_collect_sorts_the_download_of_an_lms(course: Path) -> None:
    """`nbgrader zip_collect` puts each notebook of a bulk download where autograding looks for it."""
    archive = course / "downloaded" / "week_1" / "archive"
    archive.mkdir(parents=True)
    names = {
        "moodle.zip": "Bob Ray_1234567_assignsubmission_file_/00_first_callback.ipynb",
        "canvas.zip": "royzoe_12345_678901_00_first_callback-1.ipynb",
    }
    for archived, name in names.items():
        with zipfile.ZipFile(archive / archived, "w") as packed:
            packed.writestr(name, "{}")

    done = _nbgrader(course, "zip_collect", "week_1")

    assert done.returncode == 0, done.stderr
    found = [file.relative_to(course / "submitted").as_posix() for file in (course / "submitted").rglob("*.ipynb")]
    assert sorted(found) == [f"{student}/week_1/00_first_callback.ipynb" for student in ("Bob Ray", "royzoe")]


def test_an_extension_is_granted_when_work_is_graded(course: Path, source_kit: Kit) -> None:
    """The student's due date moves; that of others does not."""
    address = f"sqlite:///{course / 'gradebook.db'}"
    step = GrantExtension(course=str(course))
    with Gradebook(address) as gradebook:
        for student in ("ada", "bob"):
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission("week_1", student)
    for student in ("ada", "bob"):
        step.preprocess(None, {"nbgrader": {"student": student, "assignment": "week_1", "db_url": address}})

    with Gradebook(address) as gradebook:
        dates = {one: gradebook.find_submission("week_1", one).duedate for one in ("ada", "bob")}
    assert dates["ada"] - dates["bob"] == timedelta(days=3)


def test_without_nbgrader_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A learner's installation lacks nbgrader, and that is one sentence."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    assert main(["course", str(tmp_path / "course")]) == 2
    assert 'pip install "PATH_OF_KIT[instructor]"' in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


@pytest.mark.parametrize("line", ["", 'install = "kit.whl"\n'])
def test_the_command_says_what_a_hosted_notebook_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    """Where no install line is set, one sentence tells how to set it; else there is nothing to tell."""
    monkeypatch.setattr("grader.course.gradebook.write_gradebook", lambda path, settings: None)
    monkeypatch.chdir(SOURCE.root)
    (tmp_path / "mine.toml").write_text(line + COURSE, encoding="utf-8")

    assert main(["course", str(tmp_path / "course"), "--settings", str(tmp_path / "mine.toml")]) == 0
    assert ("No install line is set" in capsys.readouterr().out) == (not line)
