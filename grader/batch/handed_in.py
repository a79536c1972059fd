"""What a class has handed in: one entry for each student and exercise, found in a folder as it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from grader.batch.downloads import Owner, owner_of
from grader.batch.entry import TELL, Answer, answers_in
from grader.catalogue import Exercise
from grader.kit.digest import digest, digest_of
from grader.kit.errors import KitError

_SHOWN = 5
_Owned = tuple[Owner, Answer]


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

    @property
    def digest(self) -> str:
        """Return what changes with the file, or with the reason why none can be graded."""
        if not self.fault:
            return digest_of(self.path)
        return digest(self.fault.encode("utf-8", "surrogatepass"))


def find_submissions(
    folder: Path,
    exercises: list[Exercise],
    only: Exercise | None,
    unpacked: Path,
    students: Mapping[str, str] | None = None,
) -> list[HandedIn]:
    """Return what lies in ``folder``, a student for each entry, sorted; archives are unpacked into ``unpacked``.

    Which exercise a file is for is told by its name or a folder's, as in ``ada/02_detect_overfitting/exercise.py``;
    with ``only``, files whose names tell nothing are for that one. ``students`` maps numbers of the LMS to the names
    under which results are kept already. Raises KitError when there is nothing at all.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "__")))
    found: dict[tuple[str, str], list[_Owned]] = defaultdict(list)
    for entry, owner in _owners(entries, students or {}):
        for answer in answers_in(entry, owner, exercises, only, unpacked):
            found[owner.student, answer.exercise].append((owner, answer))
    if all(answer.kind == "untold" for owned in found.values() for _, answer in owned):
        raise KitError(_nothing(folder, len(entries), len(found)))
    with_answers = {student for (student, _), owned in found.items() if not _are_empty(owned)}
    for key in [key for key, owned in found.items() if key[0] in with_answers and _are_empty(owned)]:
        del found[key]  # what Moodle makes of a comment, beside the answer itself
    return [_one(key, owned) for key, owned in sorted(found.items())]


def _are_empty(owned: list[_Owned]) -> bool:
    return all(answer.kind == "empty" for _, answer in owned)


def _owners(entries: list[Path], students: Mapping[str, str]) -> list[tuple[Path, Owner]]:
    """Return whose each entry is; of two students of one name, each is told by the number that the LMS gave.

    Who has been given a name keeps it, whoever hands in later.
    """
    owners = [(entry, owner_of(entry.name)) for entry in entries]
    ids: dict[str, set[str]] = defaultdict(set)
    for number, student in students.items():
        ids[student].add(number)
    for _, owner in owners:
        ids[owner.student].add(owner.lms_id)
    return [(entry, _named(owner, students, len(ids[owner.student]) > 1)) for entry, owner in owners]


def _named(owner: Owner, students: Mapping[str, str], is_shared: bool) -> Owner:
    if owner.lms_id in students:
        return replace(owner, student=students[owner.lms_id])
    return replace(owner, student=owner.numbered) if is_shared and owner.lms_id else owner


def _one(key: tuple[str, str], owned: list[_Owned]) -> HandedIn:
    """Return the answer that counts: the one that was handed in last, where the name tells."""
    owned = [one for one in owned if not _are_empty([one])] or owned[:1]
    latest = max(owner.again for owner, _ in owned)
    newest = [(owner, answer) for owner, answer in owned if owner.again == latest]
    owner, answer = newest[0]
    fault = answer.fault if len(newest) == 1 else _several(key[1], sorted(one.path.name for _, one in newest))
    return HandedIn(*key, answer.path, owner.lms_id, fault)


def _several(exercise: str, names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    told = f"{', '.join(names[:_SHOWN])}{more}"
    if exercise:
        return f"There are several files for this exercise: {told}. Leave the one that counts."
    return f"Nothing tells which exercise these are for: {told}. {TELL}"


def _nothing(folder: Path, entries: int, untold: int) -> str:
    if not entries:
        return f"The folder {folder} is empty: there is nothing to grade."
    if untold:
        return f"Nothing tells which exercise the files in {folder} are for. Name the exercise, as in --exercise 02."
    return f"None of the {entries} entries of {folder} is a Python file, a notebook, a folder or a zip file."
