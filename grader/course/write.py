"""Writing the folder of a course, and bringing one up to date."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from string import Template

import grader
from grader.catalogue import Exercise, all_exercises
from grader.course.notebook import Wanted, notebook_of, write_notebook
from grader.course.settings import FILE, Settings, read_settings
from grader.kit.digest import digest
from grader.kit.errors import KitError
from grader.kit.paths import Kit

CONFIG, README, GRADEBOOK = "nbgrader_config.py", "README.md", "gradebook.db"
_COURSE = "callbacks-by-doing"
_MARK = "\n<!-- Written by `grader course`, and again when course.toml changes, as long as nobody edits it: {} -->\n"
_ASK = "you tell them how, or `install` in `course.toml` does so in the first cell of each notebook"


def write_course(folder: Path, kit: Kit, wanted: Path | None = None) -> tuple[Settings, list[Path], bool]:
    """Make ``folder`` a course with the settings in ``wanted``, and return these and the notebooks that were written.

    The last thing returned is whether README.md is of today: one that a person has changed stays.

    Without ``wanted`` the folder's own ``course.toml`` holds, or there is one assignment for each exercise. What lies
    there stays; raises KitError when the folder holds something else than a course, or when settings are at fault.
    """
    own = folder / FILE
    if not own.exists() and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KitError(f"{folder} holds something else than a course. Name a new folder, or one with a {FILE}.")
    if wanted is not None and own.exists() and wanted.resolve() != own.resolve():
        raise KitError(f"{own} exists already: edit that file, and leave out --settings.")
    text = wanted.read_text(encoding="utf-8") if wanted and wanted.is_file() else _default(kit)
    settings = read_settings(wanted or own, kit) if wanted or own.exists() else None
    folder.mkdir(parents=True, exist_ok=True)
    if not own.exists():
        own.write_text(text, encoding="utf-8")
    settings = settings or read_settings(own, kit)
    written = list(_notebooks(folder, kit, settings))
    _keep(folder / CONFIG, _filled("nbgrader_config.txt"))
    return settings, written, _renew(folder / README, _readme(settings))


def _notebooks(folder: Path, kit: Kit, settings: Settings) -> list[Path]:
    written = []
    for assignment in settings.assignments:
        for exercise in assignment.exercises:
            path = folder / "source" / assignment.name / f"{exercise.slug}.ipynb"
            points = assignment.points[exercise.slug]
            asked = Wanted(points, settings.explain_points, settings.install, settings.lessons)
            if not path.exists():
                write_notebook(path, notebook_of(kit, exercise, asked))
                written.append(path)
    return written


def _default(kit: Kit) -> str:
    head = _filled(FILE, course=_COURSE, version=grader.__version__)
    return "\n".join([head, *(_block(exercise) for exercise in all_exercises(kit))])


def _block(exercise: Exercise) -> str:
    return f'[[assignment]]\nname = "{exercise.slug}"\nexercises = ["{exercise.number}"]\n'


def _readme(settings: Settings) -> str:
    commands = "\n".join(f"nbgrader generate_assignment {one.name}" for one in settings.assignments)
    install = (
        f"`%pip install {settings.install}`, as the first cell of each notebook says" if settings.install else _ASK
    )
    words = {"course": settings.course, "version": settings.kit, "install": install}
    return _filled(README, generate=commands, first=settings.assignments[0].name, **words)


def _filled(name: str, **words: str) -> str:
    text = (files("grader.course") / "files" / name).read_text(encoding="utf-8")
    return Template(text).substitute(words)


def _renew(path: Path, text: str) -> bool:
    """Write ``text`` with its digest, unless a person has changed what was written before; tell whether it stands there."""
    if path.exists() and not _is_ours(path.read_text(encoding="utf-8", errors="replace")):
        return False
    path.write_text(f"{text}{_MARK.format(digest(text.encode()))}", encoding="utf-8")
    return True


def _is_ours(found: str) -> bool:
    text, _, _ = found.rpartition(_MARK.partition("{")[0])
    return found == f"{text}{_MARK.format(digest(text.encode()))}"


def _keep(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")
