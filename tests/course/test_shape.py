"""Each fault of a course.toml is told, all at once, with the nearest name."""

from __future__ import annotations

import tomllib

import pytest

from grader.catalogue import all_exercises
from grader.course.shape import faults_of
from tests.conftest import SOURCE

ALL = all_exercises(SOURCE)
GOOD = """
course = "callbacks"
kit = "1.0"
late = "zero"
explain_points = 3
[[assignment]]
name = "week_1"
exercises = ["00", "2"]
due = 2027-01-15T23:59:00+01:00
points = { 02 = 12 }
[[extension]]
student = "ada"
assignment = "week_1"
days = 3
"""


def _faults(text: str) -> list[str]:
    return list(faults_of(tomllib.loads(text), ALL))


def test_a_sound_file_has_none() -> None:
    """All that the example in the comments shows is accepted."""
    assert _faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('course = "callbacks"', "", "`course` is missing"),
        ('kit = "1.0"', "kit = 1.0", "`kit` must be a text, and is 1.0"),
        ("late =", "lates =", "`lates` is not known here. Did you mean `late`?"),
        ('"zero"', '"half"', "`late` is `half`; it can be `none` or `zero`"),
        ("explain_points = 3", "explain_points = -1", "`explain_points` is below 0"),
        ("explain_points = 3", "explain_points = true", "`explain_points` must be a number, and is True"),
        ('name = "week_1"', 'name = "week 1+"', "becomes a folder"),
        ('name = "week_1"', "", "assignment number 1: `name` is missing"),
        ('"2"', '"22_detect_overfiting"', "Did you mean `02_detect_overfitting`?"),
        ('"2"', '"00_first_callback"', "two assignments or lines ask for `00_first_callback`"),
        ("+01:00", "", "nobody knows in which time zone"),
        ("due = 2027-01-15T23:59:00+01:00", 'due = "tomorrow"', "`due` must be a date with a time and an offset"),
        ("02 = 12", "03 = 12", "`points` names `03`, which is not among its exercises"),
        ("02 = 12", "02 = 0", "must be a number above 0"),
        ("days = 3", "", "neither `days` nor `hours` are given"),
        ("days = 3", "days = -3", "an extension goes forward"),
        ("days = 3", "days = inf", "`days` must be a number, and is inf"),
        ("days = 3", "days = 9999", "by 3650 days at most"),
        ("02 = 12", "02 = nan", "must be a number above 0"),
        ("late =", 'install = """a"b"""\nlate =', "`install` goes into a line of code"),
        ("late =", 'lessons = "lessons/"\nlate =', "`lessons` must be an address"),
        ('name = "week_1"', 'name = ".."', "becomes a folder"),
        ('assignment = "week_1"', 'assignment = "weak_1"', "Did you mean `week_1`?"),
        ("due = 2027-01-15T23:59:00+01:00", "", "has no `due`, which could be extended"),
    ],
)
def test_a_fault_is_told(old: str, new: str, said: str) -> None:
    """The sentence names what was found and what is meant."""
    assert old in GOOD

    assert said in "\n".join(_faults(GOOD.replace(old, new, 1)))


def test_all_faults_are_told_at_once() -> None:
    """Nobody mends one fault only to hear of the next."""
    text = GOOD.replace("course =", "curse =").replace('"2"', '"77"').replace("days = 3", "day = 3")

    assert len(_faults(text)) >= 5


def test_a_course_needs_an_assignment() -> None:
    """A file with nothing to hand in is no course."""
    assert _faults('course = "a"\nkit = "1.0"') == ["there is no `[[assignment]]`"]


def test_tables_are_tables() -> None:
    """Names in place of tables are told, and do not end in a traceback."""
    faults = _faults('course = "a"\nkit = "1.0"\nassignment = ["00"]')

    assert faults == ["`assignment` is written as tables, each below a line `[[assignment]]`"]
