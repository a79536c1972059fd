"""The roster of a class: which student of the LMS a folder belongs to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.batch.downloads import Owner, owner_of
from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean

COLUMNS = ("folder", "id", "name", "email")
_NEEDED = ("folder", "id")


@dataclass(frozen=True)
class Student:
    """A line of the roster; ``name`` and ``email`` may be empty."""

    folder: str
    id: str
    name: str = ""
    email: str = ""


def read_roster(file: Path) -> dict[str, Student]:
    """Return the students of ``file`` (CSV with a header), by folder; raises KitError that names every fault."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KitError(f"The roster {file} cannot be read: {error}.") from error
    faults = _faults(rows)
    if faults:
        raise KitError(f"The roster {file} needs mending: {' '.join(faults)}")
    return {row["folder"]: Student(**{name: row.get(name) or "" for name in COLUMNS}) for row in rows}


def by_student(roster: dict[str, Student], known: Mapping[str, str]) -> dict[str, Student]:
    """Return the students of ``roster`` by the names under which their work is kept, those of the download's folders too.

    ``known`` maps these names to the numbers of the LMS, or to "". Raises KitError when two lines are about one student.
    """
    found: dict[str, Student] = {}
    for folder, student in roster.items():
        owner = owner_of(folder)
        key = folder if folder in known else _name_of(owner, known)
        if key in found and owner.lms_id:
            key = owner.numbered
        if key in found:
            raise KitError(f"The roster has two lines about {key}: the folders {found[key].folder} and {folder}.")
        found[key] = student
    return found


def _name_of(owner: Owner, known: Mapping[str, str]) -> str:
    another = known.get(owner.student, "") not in ("", owner.lms_id)
    return owner.numbered if owner.lms_id and (another or owner.numbered in known) else owner.student


def _faults(rows: list[dict[str, str]]) -> list[str]:
    if not rows:
        return [f"It holds no student; the first line names the columns {', '.join(COLUMNS)}."]
    known = [name for name in rows[0] if name]
    faults = [f"There is no column `{name}`.{did_you_mean(name, known)}" for name in _NEEDED if name not in known]
    if faults:
        return faults
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        faults += [f"Line {number} has no {name}." for name in _NEEDED if not row[name]]
        for name in _NEEDED:
            first = seen.setdefault((name, row[name]), number)
            if first != number and row[name]:
                faults.append(f"Lines {first} and {number} are both about the {name} {row[name]}.")
    return faults
