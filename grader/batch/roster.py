"""The roster of a class: which student of the LMS a folder belongs to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

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


def _faults(rows: list[dict[str, str]]) -> list[str]:
    if not rows:
        return [f"It holds no student; the first line names the columns {', '.join(COLUMNS)}."]
    known = [name for name in rows[0] if name]
    faults = [f"There is no column `{name}`.{did_you_mean(name, known)}" for name in _NEEDED if name not in known]
    if faults:
        return faults
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        faults += [f"Line {number} has no {name}." for name in _NEEDED if not row[name]]
        if first := seen.get(row["folder"]):
            faults.append(f"Lines {first} and {number} are both about the folder {row['folder']}.")
        seen.setdefault(row["folder"], number)
    return faults
