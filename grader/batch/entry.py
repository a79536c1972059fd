"""One entry of what a class has handed in, and the files in it that answer an exercise."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.batch.downloads import Owner
from grader.batch.unpack import SUFFIXES, unpack
from grader.catalogue import Exercise
from grader.catalogue.exercise import OF_THE_KIT
from grader.kit.errors import KitError

TELL = "Put it into a folder of its student, as in `ada/02.py`, or name the exercise with --exercise."


@dataclass(frozen=True)
class Answer:
    """A file and the ``exercise`` that it is for, "" where nothing tells; ``fault`` says why it cannot be graded.

    Its ``kind`` tells a ``file`` that can be from an entry that is ``broken`` and cannot be opened, one that is ``empty``
    of what was looked for, and a file of which is ``untold`` what it is for.
    """

    exercise: str
    path: Path
    kind: Literal["file", "broken", "empty", "untold"] = "file"
    fault: str = ""


def answers_in(
    entry: Path, owner: Owner, exercises: list[Exercise], only: Exercise | None, unpacked: Path
) -> Iterator[Answer]:
    """Return the answers of one student; archives are unpacked into a folder of their own in ``unpacked``.

    With ``only``, files whose names tell no exercise are for that one.
    """
    asked = only.slug if only else ""
    try:
        files = _own_work(_all_files(entry, unpacked / entry.name))
    except (KitError, OSError, RecursionError) as error:
        yield Answer(asked, entry, "broken", _why(entry, error))
        return
    told = [(_told_by(_names(root, file, entry, owner, bool(only)), exercises), file) for root, file in files]
    found = [(slug, file) for slug, file in told if slug and slug == (asked or slug)]
    if only and not found:
        found = [(asked, file) for slug, file in told if not slug]
    yield from (Answer(slug, file) for slug, file in found)
    if found:
        return
    if files and not only and entry.is_file() and not _is_archive(entry):
        yield Answer("", entry, "untold", f"Nothing tells which exercise this is for: {entry.name}. {TELL}")
    elif only or owner.lms_id or entry.is_dir() or _is_archive(entry):
        yield Answer(asked, entry, "empty", _nothing_in({slug for slug, _ in told if slug}, asked))


def _all_files(entry: Path, inside: Path) -> list[tuple[Path, Path]]:
    """Return every file that could be an answer, behind the folder from which on names count."""
    _open_archives(entry, inside)
    return [(root, file) for root in (entry, inside) for file in sorted(_files(root, SUFFIXES))]


def _own_work(files: list[tuple[Path, Path]]) -> list[tuple[Path, Path]]:
    """Leave out what the kit has put beside an ``exercise.py``: a student may hand in the whole folder."""
    edited = {file.parent for _, file in files if file.name == "exercise.py"}
    return [(root, file) for root, file in files if file.parent not in edited or file.name not in OF_THE_KIT]


def _open_archives(entry: Path, inside: Path) -> None:
    """Unpack the archive ``entry``, or those in the folder ``entry``; nothing of an earlier time is left ``inside``."""
    if inside.exists():
        shutil.rmtree(inside)
    if _is_archive(entry):
        unpack(entry, inside / entry.stem)
    elif entry.is_dir():
        for archive in sorted(_files(entry, (".zip",))):
            unpack(archive, inside / archive.relative_to(entry).with_suffix(""))


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and path.is_file()


def _files(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if root.is_file() and root.suffix.lower() in suffixes:
        yield root
    elif root.is_dir() and not root.is_symlink():
        for path in root.iterdir():
            if not path.is_symlink() and not path.name.startswith((".", "__")):
                yield from _files(path, suffixes)


def _names(root: Path, file: Path, entry: Path, owner: Owner, is_asked: bool) -> list[str]:
    """Return the names that may tell the exercise, the nearest to the file first.

    Where an exercise is asked for, the number that a whole entry is called by is its student's: ``03/answer.py``.
    """
    own = Path(owner.file).stem if file == entry and owner.file else file.stem
    names = [own, *(parent.name for parent in file.parents if root in (parent, *parent.parents))]
    students = (entry.name, entry.stem) if is_asked else ()
    return [name for name in names if not (name.isdecimal() and name in students)]


def _told_by(names: list[str], exercises: list[Exercise]) -> str:
    for name in names:
        for exercise in exercises:
            if exercise.slug in name or name in (exercise.number, exercise.slug.partition("_")[2]):
                return exercise.slug
    return ""


def _why(entry: Path, error: KitError | OSError | RecursionError) -> str:
    if isinstance(error, KitError):
        return error.message
    if isinstance(error, RecursionError):
        return f"{entry.name} cannot be read: its folders are nested too deeply."
    return f"{entry.name} cannot be read: {error.strerror or error}."


def _nothing_in(others: set[str], asked: str) -> str:
    if others:
        return f"It holds nothing for {asked}, only for {', '.join(sorted(others))}."
    return "It holds no Python file or notebook" + ("." if asked else " whose name tells the exercise.")
