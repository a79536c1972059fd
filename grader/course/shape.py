"""What must hold before a `course.toml` can be used; each fault becomes a sentence, and all are found at once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from grader.catalogue import Exercise
from grader.kit.nearest import did_you_mean

LATE = ("none", "zero")  # nbgrader's own ways with late work
_NUMBER = (int, float)
_COURSE = {
    "course": str,
    "kit": str,
    "install": str,
    "lessons": str,
    "explain_points": _NUMBER,
    "late": str,
    "assignment": list,
    "extension": list,
}
_ASSIGNMENT = {"name": str, "exercises": list, "due": datetime, "points": dict}
_EXTENSION = {"student": str, "assignment": str, "days": _NUMBER, "hours": _NUMBER}
_TABLES = ("assignment", "extension")
_NEEDED = {"course", "kit", "name", "exercises", "student"}
_WORDS = {
    str: "a text",
    list: "a list",
    dict: "a table",
    datetime: "a date with a time and an offset, as in 2027-01-15T23:59:00+01:00",
    _NUMBER: "a number",
}
_NAME = re.compile(r"\w[\w.-]*")
_MOST_DAYS = 3650
_UNSAFE = re.compile(r"[\"'\\{}\n\r]")


def faults_of(table: dict[str, Any], exercises: list[Exercise]) -> Iterator[str]:
    """Yield what is wrong with the whole file, from its first line to its last."""
    yield from _keys(table, _COURSE)
    if table.get("late", "none") not in LATE and isinstance(table.get("late"), str):
        yield f"`late` is `{table['late']}`; it can be {' or '.join(f'`{one}`' for one in LATE)}"
    if _is_number(table.get("explain_points")) and table["explain_points"] < 0:
        yield "`explain_points` is below 0"
    for key in ("install", "lessons"):
        if isinstance(table.get(key), str) and _UNSAFE.search(table[key]):
            yield f"`{key}` goes into a line of code: it cannot hold quotes, braces or backslashes"
    if isinstance(table.get("lessons"), str) and not table["lessons"].startswith(("http://", "https://")):
        yield "`lessons` must be an address that begins with https:// or http://"
    assignments = list(_tables(table, "assignment"))
    if "assignment" not in table or table["assignment"] == []:
        yield "there is no `[[assignment]]`"
    for place, one in assignments:
        yield from (f"{_called(one, 'assignment', 'name', place)}: {fault}" for fault in _of_assignment(one, exercises))
    yield from _twice([one.get("name") for _, one in assignments], "assignments are called")
    named = [name for _, one in assignments for name in _list(one, "exercises")]
    yield from _twice([slug for name in named for slug in slugs_of(name, exercises)], "assignments or lines ask for")
    due = {one.get("name"): "due" in one for _, one in assignments}
    for place, one in _tables(table, "extension"):
        yield from (f"{_called(one, 'extension', 'student', place)}: {fault}" for fault in _of_extension(one, due))


def slugs_of(name: Any, exercises: list[Exercise]) -> list[str]:
    """Return the slug of the exercise that ``name`` means, by number, words or slug; nothing when there is none."""
    wanted = str(name).lower().replace("-", "_")
    return [one.slug for one in exercises if wanted in _names_of(one)]


def _names_of(exercise: Exercise) -> set[str]:
    return {exercise.slug, exercise.slug.partition("_")[2], exercise.number, exercise.number.lstrip("0") or "0"}


def _of_assignment(one: dict[str, Any], exercises: list[Exercise]) -> Iterator[str]:
    yield from _keys(one, _ASSIGNMENT)
    name, due, points = one.get("name"), one.get("due"), one.get("points")
    if isinstance(name, str) and not _NAME.fullmatch(name):
        yield f"the name `{name}` becomes a folder: use letters, digits, `_`, `-` and `.` only"
    if isinstance(due, datetime) and due.tzinfo is None:
        yield f"`due` is {due}, and nobody knows in which time zone; write the offset, as in {due.isoformat()}+01:00"
    if one.get("exercises") == []:
        yield "`exercises` is empty"
    chosen = _list(one, "exercises")
    slugs = {slug for entry in chosen for slug in slugs_of(entry, exercises)}
    given = points if isinstance(points, dict) else {}
    for entry in [*chosen, *given]:
        if not slugs_of(entry, exercises):
            known = [name for exercise in exercises for name in (exercise.slug, exercise.slug[3:])]
            yield f"there is no exercise `{entry}`.{did_you_mean(str(entry), known)}"
    for entry, value in given.items():
        if slugs_of(entry, exercises) and not slugs & set(slugs_of(entry, exercises)):
            yield f"`points` names `{entry}`, which is not among its exercises"
        if not _is_number(value) or value <= 0:
            yield f"the points of `{entry}` are {value!r}; they must be a number above 0"


def _of_extension(one: dict[str, Any], due: dict[Any, bool]) -> Iterator[str]:
    yield from _keys(one, _EXTENSION)
    name = one.get("assignment")
    if not _is_number(one.get("days")) and not _is_number(one.get("hours")):
        yield "neither `days` nor `hours` are given"
    days = sum(one[key] / part for key, part in (("days", 1), ("hours", 24)) if _is_number(one.get(key)))
    if not 0 <= days <= _MOST_DAYS or any(one.get(key, 0) < 0 for key in ("days", "hours") if _is_number(one.get(key))):
        yield f"an extension goes forward, by {_MOST_DAYS} days at most"
    if name is not None and name not in due:
        yield f"there is no assignment `{name}`.{did_you_mean(str(name), [str(known) for known in due])}"
    elif name is not None and not due[name]:
        yield f"the assignment `{name}` has no `due`, which could be extended"


def _keys(table: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        wanted = known.get(key)
        if wanted is None:
            yield f"`{key}` is not known here.{did_you_mean(key, known)}"
        elif not isinstance(value, wanted) or isinstance(value, bool) or (wanted is _NUMBER and not _is_number(value)):
            yield f"`{key}` must be {_WORDS[wanted]}, and is {value!r}"
        elif wanted is str and not value.strip():
            yield f"`{key}` is empty"
        elif key in _TABLES and wanted is list and not all(isinstance(one, dict) for one in value):
            yield f"`{key}` is written as tables, each below a line `[[{key}]]`"
    yield from (f"`{key}` is missing" for key in known if key in _NEEDED and key not in table)


def _twice(names: list[Any], what: str) -> Iterator[str]:
    texts = [name for name in names if isinstance(name, str)]
    yield from (f"two {what} `{name}`" for name in dict.fromkeys(texts) if texts.count(name) > 1)


def _called(one: dict[str, Any], what: str, key: str, place: int) -> str:
    name = one.get(key)
    return f"{what} `{name}`" if isinstance(name, str) and name else f"{what} number {place}"


def _tables(table: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from ((place, one) for place, one in enumerate(_list(table, key), 1) if isinstance(one, dict))


def _list(table: dict[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBER) and not isinstance(value, bool) and math.isfinite(value)
