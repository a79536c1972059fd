"""What Moodle, Canvas and Gradescope make of a file, by the rules of their own importers, newly written here.

Moodle: ``mod/assign/feedback/offline/importgradeslib.php`` (columns and students) and ``locallib.php`` (which grades are
taken), with the English words of ``lang/en``. Canvas: ``lib/gradebook_importer.rb``. Gradescope: the section "Output
format" of https://gradescope-autograders.readthedocs.io/en/latest/specs/.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any


def _lines(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def moodle_takes(file: Path, participants: set[str], most: float) -> dict[str, tuple[float, str]]:
    """Return grade and comment by the participant's number, for an assignment of ``most`` points that nobody has graded.

    Three columns are needed, of which the date alone may be no date. The number is what follows ``Participant ``;
    strangers, and grades that are empty or out of range, are left out without a word.
    """
    head, *rows = _lines(file)
    places = {name: head.index(name) for name in ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")}
    assert len(set(head)) == len(head) and all(len(row) == len(head) for row in rows), "the csv reader refuses the file"
    taken = {}
    for row in rows:
        number = row[places["Identifier"]][len("Participant ") :]
        grade = row[places["Grade"]].strip()
        if number in participants and grade and 0 <= float(grade) <= most:
            taken[number] = (float(grade), row[places["Feedback comments"]])
    return taken


# Of no assignment are columns with these words, also within a longer name.
_NO_ASSIGNMENT = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")


def canvas_takes(file: Path, students: dict[int, str]) -> dict[str, tuple[float, dict[int, float]]]:
    """Return for each assignment its points possible, and the grades by the student's number; ``students`` have names.

    Raises AssertionError where Canvas says "Invalid header row", and where it would make a new student of a line.
    """
    head, *rows = _lines(file)
    assert len(head) > 3 and "Student" in head[0] and "ID" in head[1], "Invalid header row"
    own = 3
    if re.search(r"SIS\s+Login\s+ID", head[2]):
        own = 4
    elif re.search(r"SIS\s+User\s+ID", head[2]) and re.search(r"SIS\s+Login\s+ID", head[3]):
        own = 5
    assert "Section" in head[own - 1], "Invalid header row"
    titles = {name: place for place, name in enumerate(head) if place >= own and not _NO_ASSIGNMENT.search(name)}
    possible, grades = dict.fromkeys(titles, 0.0), {title: dict[int, float]() for title in titles}
    for row in rows:
        if "Points Possible" in row[0]:
            possible = {title: float(row[place]) for title, place in titles.items()}
            continue
        student = _student(row, students)
        for title, place in titles.items():
            if cell := row[place].strip():
                grades[title][student] = float(cell)
    return {title: (possible[title], grades[title]) for title in titles}


def _student(row: list[str], students: dict[int, str]) -> int:
    """Return whom a line is about: by the number in the second column, else by the whole name in the first."""
    number = re.match(r"\s*\d+", row[1])
    if number and int(number[0]) in students:
        return int(number[0])
    found = [one for one, name in students.items() if name == row[0]]
    assert found, f"Canvas would make a new student of {row}"
    return found[0]


_VISIBILITY = ("hidden", "after_due_date", "after_published", "visible")
_FORMATS = ("text", "html", "simple_format", "md", "ansi")
_OF_ALL = {
    "score": (int, float),
    "execution_time": (int,),
    "output": (str,),
    "output_format": _FORMATS,
    "test_output_format": _FORMATS,
    "test_name_format": _FORMATS,
    "visibility": _VISIBILITY,
    "stdout_visibility": _VISIBILITY,
    "extra_data": (dict,),
    "tests": (list,),
    "leaderboard": (list,),
}
_OF_A_TEST = {
    "score": (int, float),
    "max_score": (int, float),
    "status": ("passed", "failed"),
    "name": (str,),
    "name_format": _FORMATS,
    "number": (str,),
    "output": (str,),
    "output_format": _FORMATS,
    "tags": (list,),
    "visibility": _VISIBILITY,
    "extra_data": (dict,),
}


def gradescope_takes(file: Path) -> tuple[float, list[tuple[str, float, float]]]:
    """Return the score, and name, points and most points of each test; raises AssertionError at what is not specified.

    A score of the whole goes before the sum of those of the tests; one of them there must be.
    """
    document = json.loads(file.read_bytes().decode("utf-8"))
    _check(document, _OF_ALL)
    tests = document.get("tests", [])
    for test in tests:
        _check(test, _OF_A_TEST)
    assert "score" in document or (tests and all("score" in test for test in tests)), "there is no score"
    score = document.get("score", sum(test.get("score", 0.0) for test in tests))
    return float(score), [(test["name"], float(test["score"]), float(test["max_score"])) for test in tests]


def _check(table: dict[str, Any], known: dict[str, tuple[Any, ...]]) -> None:
    for name, value in table.items():
        assert name in known, f"{name} is not specified"
        allowed = known[name]
        fits = value in allowed if isinstance(allowed[0], str) else isinstance(value, allowed)
        assert fits and not isinstance(value, bool), f"{name} is {value!r}; it may be {allowed}"
