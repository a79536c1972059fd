"""What a class has handed in: one entry for each student and exercise, found in a folder as it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.batch.downloads import Owner, owner_of
from grader.batch.unpack import SUFFIXES, unpack
from grader.catalogue import Exercise
from grader.kit.errors import KitError


@dataclass(frozen=True)
class HandedIn:
    """One student's file for one exercise; ``fault`` says why there is none that can be graded."""

    student: str
    exercise: str
    path: Path
    lms_id: str = ""
    fault: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what a result is kept under."""
        return (self.student, self.exercise)


def find_submissions(folder: Path, exercises: list[Exercise], only: Exercise | None, unpacked: Path) -> list[HandedIn]:
    """Return what lies in ``folder``, a student for each entry, sorted; archives are unpacked into ``unpacked``.

    Which exercise a file is for is told by its name or a folder's, as in ``ada/02_detect_overfitting/exercise.py``;
    with ``only``, files whose names tell nothing are for that one. Raises KitError when there is nothing at all.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "__")))
    found: dict[tuple[str, str], list[tuple[Owner, Path, str]]] = defaultdict(list)
    for entry in entries:
        owner = owner_of(entry.name)
        for exercise, path, fault in _answers(entry, owner, exercises, only, unpacked):
            found[owner.student, exercise].append((owner, path, fault))
    if not found:
        raise KitError(_nothing(folder, len(entries), only))
    return [_one(key, answers) for key, answers in sorted(found.items())]


def _one(key: tuple[str, str], answers: list[tuple[Owner, Path, str]]) -> HandedIn:
    """Return the answer that counts: the one that was handed in last, where the name tells."""
    latest = max(owner.again for owner, _, _ in answers)
    owner, path, fault = next(answer for answer in answers if answer[0].again == latest)
    others = [other for who, other, _ in answers if who.again == latest and other != path]
    if others:
        names = ", ".join(sorted(one.name for one in (path, *others)))
        fault = f"There are several files for this exercise: {names}. Leave the one that counts."
    return HandedIn(*key, path, owner.lms_id, fault)


def _answers(
    entry: Path, owner: Owner, exercises: list[Exercise], only: Exercise | None, unpacked: Path
) -> Iterator[tuple[str, Path, str]]:
    """Return exercise, file and fault of everything in one entry."""
    root = entry
    if entry.suffix.lower() == ".zip":
        root = unpacked / entry.stem
        try:
            unpack(entry, root)
        except KitError as error:
            yield (only.slug if only else "", entry, error.message)
            return
    files = sorted(_files(root))
    named = [(exercise, file) for file in files if (exercise := _exercise_of(root, file, exercises))]
    if only:
        unnamed = [file for file in files if not _exercise_of(root, file, exercises)]
        named = [(slug, file) for slug, file in named if slug == only.slug] or [(only.slug, one) for one in unnamed]
    yield from ((slug, file, "") for slug, file in named)
    if not named and (only or root.is_dir()):
        fault = "It holds no Python file or notebook" + ("." if only else " whose name tells the exercise.")
        yield (only.slug if only else "", entry, fault)


def _files(root: Path) -> Iterator[Path]:
    if root.is_file() and root.suffix.lower() in SUFFIXES:
        yield root
    elif root.is_dir() and not root.is_symlink():
        for path in root.iterdir():
            if not path.is_symlink() and not path.name.startswith((".", "__")):
                yield from _files(path)


def _exercise_of(root: Path, file: Path, exercises: list[Exercise]) -> str | None:
    """Return the exercise that the names from ``root`` to ``file`` tell, the nearest to the file first."""
    names = [file.stem, *(parent.name for parent in file.parents if root in (parent, *parent.parents))]
    for name in names:
        for exercise in exercises:
            if exercise.slug in name or name in (exercise.number, exercise.slug.partition("_")[2]):
                return exercise.slug
    return None


def _nothing(folder: Path, entries: int, only: Exercise | None) -> str:
    if not entries:
        return f"The folder {folder} is empty: there is nothing to grade."
    hint = "" if only else " Name the exercise, as in --exercise 02, if the files do not."
    return f"None of the {entries} entries of {folder} is a Python file, a notebook, a folder or a zip file.{hint}"
