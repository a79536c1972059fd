"""An installed wheel is enough to grade, without a copy of the repository, and holds nothing that it should not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import all_exercises
from grader.kit.paths import ROOT_VARIABLE
from tests.conftest import SOURCE

SLUGS = {exercise.slug for exercise in all_exercises(SOURCE)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of this kit, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(SOURCE.root)], check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the unpacked wheel, as an installation has it."""
    folder = tmp_path_factory.mktemp("packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _environment(installed: Path, cache: Path) -> dict[str, str]:
    outer = {name: value for name, value in os.environ.items() if name != ROOT_VARIABLE}
    return outer | {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(cache)}


def _run(installed: Path, elsewhere: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", *arguments],
        cwd=elsewhere,
        env=_environment(installed, elsewhere / "cache"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _graded(installed: Path, elsewhere: Path, slug: str, source: str) -> dict[str, Any]:
    file = elsewhere / "answer.py"
    file.write_text(source, encoding="utf-8")
    report: dict[str, Any] = json.loads(_run(installed, elsewhere, "grader.notebook.grade", slug, str(file)))
    return report


def test_it_holds_the_exercises_and_no_answers(wheel: Path) -> None:
    """Each exercise is complete; neither solutions nor anybody's own files are in it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {"exercise.toml", "README.md", "hints.md", "stub.py", "cases.py", "scenarios.py", "test_exercise.py"}

    assert {f"grader/packaged/exercises/{slug}/{file}" for slug in SLUGS for file in needed} <= names
    assert not [name for name in names if "packaged/" in name and name.endswith(("/exercise.py", "solution.py"))]
    assert not [name for name in names if name.startswith(("solutions/", "tests/"))]
    assert {name.partition("/")[0] for name in names} == {"grader", Path(wheel).name.rsplit("-", 3)[0] + ".dist-info"}
    assert {"grader/notebook/card.html", "grader/course/files/course.toml", "grader/batch/feedback.html"} <= names


def test_it_finds_its_exercises_from_anywhere(installed: Path, tmp_path: Path) -> None:
    """A stub is known as one, from a folder that has nothing to do with the kit."""
    stub = (SOURCE.exercises / "00_first_callback" / "stub.py").read_text(encoding="utf-8")
    report = _graded(installed, tmp_path, "00", stub)

    assert report["status"] == "not_attempted"
    assert report["hints"]


@pytest.mark.long
@pytest.mark.parametrize("slug", ["00_first_callback", "06_cats_vs_dogs"])
def test_it_grades(installed: Path, tmp_path: Path, slug: str) -> None:
    """A right answer earns full points with nothing but the package, also where stand-in data must be made first."""
    solution = (SOURCE.solutions / slug / "solution.py").read_text(encoding="utf-8")
    try:
        report = _graded(installed, tmp_path, slug, solution)
    finally:
        _run(installed, tmp_path, "grader", "server", "stop")

    assert (report["status"], report["score"]) == ("passed", report["max_score"])
    assert not list((installed / "grader").rglob("standins/tfds"))
