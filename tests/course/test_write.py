"""The folder of a course: complete when it is new, and never changed where an instructor may have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import grader
from grader.catalogue import all_exercises
from grader.course.write import write_course
from grader.kit.errors import KitError
from grader.kit.paths import Kit

WEEK = f"""
course = "autumn"
kit = "{grader.__version__}"
install = "kit.whl"
[[assignment]]
name = "week_1"
exercises = ["00", "02"]
points = {{ 02 = 4 }}
"""


def test_by_default_each_exercise_is_an_assignment(source_kit: Kit, tmp_path: Path) -> None:
    """There is a notebook for each, and a course.toml that says so."""
    settings, written, _ = write_course(tmp_path / "course", source_kit)
    slugs = [exercise.slug for exercise in all_exercises(source_kit)]

    assert [one.name for one in settings.assignments] == slugs
    assert written == [tmp_path / "course" / "source" / slug / f"{slug}.ipynb" for slug in slugs]
    assert settings.install == ""
    assert "pip install" not in written[0].read_text(encoding="utf-8")
    assert f'kit = "{grader.__version__}"' in (tmp_path / "course" / "course.toml").read_text(encoding="utf-8")


def test_one_file_groups_them_by_week(source_kit: Kit, tmp_path: Path) -> None:
    """Settings given by hand are kept in the course, and reach the notebooks and the commands of the README."""
    file = tmp_path / "mine.toml"
    file.write_text(WEEK, encoding="utf-8")
    folder = tmp_path / "course"
    _, written, _ = write_course(folder, source_kit, file)
    readme = (folder / "README.md").read_text(encoding="utf-8")

    assert [path.relative_to(folder).as_posix() for path in written] == [
        "source/week_1/00_first_callback.ipynb",
        "source/week_1/02_detect_overfitting.ipynb",
    ]
    assert "points=4.0" in written[1].read_text(encoding="utf-8")
    assert "nbgrader generate_assignment week_1" in readme
    assert "%pip install kit.whl" in readme
    assert (folder / "course.toml").read_text(encoding="utf-8") == WEEK


def test_what_an_instructor_changed_stays(source_kit: Kit, tmp_path: Path) -> None:
    """A second run writes only what is missing."""
    folder = tmp_path / "course"
    _, written, _ = write_course(folder, source_kit)
    written[0].write_text("mine", encoding="utf-8")
    (folder / "README.md").write_text("mine too", encoding="utf-8")
    written[1].unlink()

    assert write_course(folder, source_kit)[1] == [written[1]]
    assert written[0].read_text(encoding="utf-8") == "mine"
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine too"


def test_a_folder_with_other_things_is_left_alone(source_kit: Kit, tmp_path: Path) -> None:
    """Nothing is written among somebody's files."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(KitError, match="holds something else than a course"):
        write_course(tmp_path, source_kit)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_faults_are_told_before_anything_is_written(source_kit: Kit, tmp_path: Path) -> None:
    """A course is whole or it is not there."""
    file = tmp_path / "mine.toml"
    file.write_text(WEEK.replace('"00"', '"77"'), encoding="utf-8")

    with pytest.raises(KitError, match="no exercise `77`"):
        write_course(tmp_path / "course", source_kit, file)
    assert not (tmp_path / "course").exists()


def test_a_second_settings_file_is_refused(source_kit: Kit, tmp_path: Path) -> None:
    """There is one place for the settings of a course."""
    file = tmp_path / "mine.toml"
    file.write_text(WEEK, encoding="utf-8")
    write_course(tmp_path / "course", source_kit, file)

    with pytest.raises(KitError, match="edit that file"):
        write_course(tmp_path / "course", source_kit, file)


def test_a_kit_without_solutions_makes_a_course_too(kit: Kit, tmp_path: Path) -> None:
    """Its source notebooks hold the stubs."""
    kit.solutions.rename(tmp_path / "elsewhere")
    _, written, _ = write_course(tmp_path / "course", kit)
    answer = json.loads(written[2].read_text(encoding="utf-8"))["cells"][2]["source"]

    assert "SOLUTION" not in "".join(answer)
    assert "raise NotImplementedError" in "".join(answer)


def test_the_readme_follows_the_settings(source_kit: Kit, tmp_path: Path) -> None:
    """Its commands are those of today's course.toml, until a person has edited it."""
    folder = tmp_path / "course"
    assert write_course(folder, source_kit)[2]
    (folder / "course.toml").write_text(WEEK, encoding="utf-8")

    assert write_course(folder, source_kit)[2]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "nbgrader generate_assignment week_1" in readme
    assert "generate_assignment 00_first_callback" not in readme

    (folder / "README.md").write_text(f"Room 4.\n{readme}", encoding="utf-8")
    assert not write_course(folder, source_kit)[2]
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("Room 4.")
