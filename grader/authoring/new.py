"""The skeleton of a new exercise: a small one that works, with a TODO(author) wherever an author has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from grader.authoring.build import build
from grader.catalogue import all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

TODO = "TODO(author)"
_SKELETON = Path(__file__).with_name("skeleton")
_SLUG = re.compile(r"\d\d_[a-z0-9]+(_[a-z0-9]+)*")


def new(kit: Kit, slug: str) -> list[Path]:
    """Write the two folders of exercise ``slug`` (as in ``12_my_topic``) and return the files, stub included.

    Raises KitError when the name is no slug, or is taken, and when the folders cannot be written.
    """
    _expect_free(kit, slug)
    words = {"slug": slug, "number": slug[:2], "title": slug[3:].replace("_", " ").capitalize()}
    try:
        written = [
            *_fill(_SKELETON / "exercise", kit.exercises / slug, words),
            *_fill(_SKELETON / "solution", kit.solutions / slug, words),
        ]
        exercise = find_exercise(kit, slug)
        build(kit, exercise)
    except OSError as error:
        raise KitError(f"{error.filename} cannot be written: {error.strerror}.") from error
    return [*written, exercise.stub, exercise.submission]


def unfinished(folder: Path) -> list[str]:
    """Return the files below ``folder`` in which an author has still to decide something."""
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in (".py", ".md", ".toml"))
    return [file.name for file in files if TODO in file.read_text(encoding="utf-8", errors="replace")]


def _expect_free(kit: Kit, slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise KitError(f"`{slug}` is no name for an exercise: it needs two digits and words, as in `12_my_topic`.")
    for exercise in all_exercises(kit):
        if exercise.number == slug[:2]:
            raise KitError(f"The number {slug[:2]} is taken by {exercise.slug}. Choose another one.")
    for folder in (kit.exercises / slug, kit.solutions / slug):
        if folder.exists():
            raise KitError(f"{folder} exists. Remove it, or choose another name.")


def _fill(source: Path, target: Path, words: dict[str, str]) -> Iterator[Path]:
    """Write each file below ``source`` to ``target``, without its last suffix, with ``words`` in place."""
    for template in sorted(source.rglob("*.txt")):
        file = target / template.relative_to(source).with_suffix("")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
        yield file
