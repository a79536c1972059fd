"""What the tests of the lessons read: pages, statements of exercises, and files of code."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import SOURCE

ROOT = SOURCE.root
LESSONS = ROOT / "lessons"
CODE = LESSONS / "code"


def pages() -> list[Path]:
    """Return every page of the site."""
    return sorted(LESSONS.rglob("*.md"))


def documents() -> list[Path]:
    """Return every file of Markdown whose code is run: the pages, and the statements that pages include."""
    return [*pages(), *sorted(SOURCE.exercises.glob("*/README.md"))]


def code_files() -> list[Path]:
    """Return every file of code that lessons include, each of which runs by itself."""
    return sorted(CODE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the path as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


def copy_of_the_site(folder: Path) -> Path:
    """Copy what the site is made from into ``folder``, so that a test may change it; return ``folder``."""
    for name in ("lessons", "site", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder
