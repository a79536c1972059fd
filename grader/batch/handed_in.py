"""What a class has handed in: one entry for each student and exercise, found in a folder as it comes."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grader.batch.downloads import Owner, owner_of
from grader.batch.unpack import SUFFIXES, unpack
from grader.catalogue import Exercise
from grader.kit.errors import KitError

_EMPTY = "It holds no Python file or notebook"
_UNTOLD = "Nothing tells which exercise this is for"
_TELL = "Put it into a folder of its student, as in `ada/02.py`, or name the exercise with --exercise."
_SHOWN = 5


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
    found: dict[tuple[str, str], list[_Answer]] = defaultdict(list)
    for entry, owner in _owners(entries):
        for exercise, path, fault in _answers(entry, owner, exercises, only, unpacked):
            found[owner.student, exercise].append(_Answer(owner, path, fault))
    if all(one.is_untold for answers in found.values() for one in answers):
        raise KitError(_nothing(folder, len(entries), only))
    with_answers = {student for (student, _), answers in found.items() if any(not one.is_empty for one in answers)}
    for key in [
        key for key, answers in found.items() if key[0] in with_answers and all(one.is_empty for one in answers)
    ]:
        del found[key]  # what Moodle makes of a comment, beside the answer itself
    return [_one(key, answers) for key, answers in sorted(found.items())]


@dataclass(frozen=True)
class _Answer:
    owner: Owner
    path: Path
    fault: str

    @property
    def is_untold(self) -> bool:
        return self.fault.startswith(_UNTOLD)

    @property
    def is_empty(self) -> bool:
        return self.fault.startswith(_EMPTY)


def _owners(entries: list[Path]) -> list[tuple[Path, Owner]]:
    """Return whose each entry is; of two students of one name, each is told by the number that the LMS gave."""
    owners = [(entry, owner_of(entry.name)) for entry in entries]
    ids: dict[str, set[str]] = defaultdict(set)
    for _, owner in owners:
        ids[owner.student].add(owner.lms_id)
    return [
        (
            entry,
            replace(owner, student=owner.numbered) if len(ids[owner.student]) > 1 and owner.lms_id else owner,
        )
        for entry, owner in owners
    ]


def _one(key: tuple[str, str], answers: list[_Answer]) -> HandedIn:
    """Return the answer that counts: the one that was handed in last, where the name tells."""
    answers = [one for one in answers if not one.is_empty] or answers[:1]
    latest = max(one.owner.again for one in answers)
    first, *others = [one for one in answers if one.owner.again == latest]
    fault = first.fault
    if others:
        names = sorted(one.path.name for one in (first, *others))
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        told = f"{', '.join(names[:_SHOWN])}{more}"
        if key[1]:
            fault = f"There are several files for this exercise: {told}. Leave the one that counts."
        else:
            fault = f"Nothing tells which exercise these are for: {told}. {_TELL}"
    return HandedIn(*key, first.path, first.owner.lms_id, fault)


def _answers(
    entry: Path, owner: Owner, exercises: list[Exercise], only: Exercise | None, unpacked: Path
) -> Iterator[tuple[str, Path, str]]:
    """Return exercise, file and fault of everything in one entry."""
    inside = unpacked / entry.name
    try:
        _open_archives(entry, inside)
        files = [(root, file) for root in (entry, inside) for file in sorted(_files(root, SUFFIXES))]
    except KitError as error:
        yield (only.slug if only else "", entry, error.message)
        return
    except OSError as error:
        yield (only.slug if only else "", entry, f"{entry.name} cannot be read: {error.strerror or error}.")
        return
    except RecursionError:
        yield (only.slug if only else "", entry, f"{entry.name} cannot be read: its folders are nested too deeply.")
        return
    named = [(exercise, file) for root, file in files if (exercise := _exercise_of(root, file, exercises))]
    if only:
        unnamed = [file for root, file in files if not _exercise_of(root, file, exercises)]
        named = [(slug, file) for slug, file in named if slug == only.slug] or [(only.slug, one) for one in unnamed]
    yield from ((slug, file, "") for slug, file in named)
    if named:
        return
    if files and not only and entry.is_file() and not _is_archive(entry):
        yield ("", entry, f"{_UNTOLD}: {entry.name}. {_TELL}")
    elif only or owner.lms_id or entry.is_dir() or _is_archive(entry):
        fault = _EMPTY + ("." if only else " whose name tells the exercise.")
        yield (only.slug if only else "", entry, fault)


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
