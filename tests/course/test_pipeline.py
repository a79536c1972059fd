"""A term of a course with stock commands of nbgrader: from `grader course` to exported grades, on a class of all kinds."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

import pytest

import grader
from grader.kit.paths import Kit
from tests.course.autograde import damage
from tests.course.autograde.damage import SLUG, Notebook, answered, as_bytes
from tests.course.term import Term, begin, right_answer

ASSIGNMENT = "week_1"
COURSE = f"""
course = "autumn"
kit = "{grader.__version__}"
late = "zero"
[[assignment]]
name = "{ASSIGNMENT}"
exercises = ["02"]
due = 2027-01-15T23:59:00+00:00
points = {{ 02 = 20 }}
[[extension]]
student = "excused"
days = 3
"""
LATE = "2027-01-16 10:00:00 UTC"


DEADLY = {
    "hanging": "import time\nwhile True:\n    time.sleep(1)\n",  # an endless loop that leaves the cores to the others
    "exits": "import os\nos._exit(0)\n",
    "segfault": "import ctypes\nctypes.string_at(0)\n",
}
# Student, then status, points that the cell that checks earned (None: no verdict), and words of the sentence.
EXPECTED: dict[str, tuple[str, float | None, str]] = {
    "right": ("passed", 20.0, "Every check is passed."),
    "wrong": ("failed", 5.0, "7 of 10 checks are not passed"),
    "untouched": ("not_attempted", 0.0, "You have not started this exercise yet."),
    "emptied": ("failed", 0.0, "10 of 10 checks are not passed"),
    "broken": ("invalid", 0.0, "invalid syntax"),
    "hanging": ("timeout", 0.0, "10 of 10 checks are not passed"),
    "exits": ("crashed", 0.0, "10 of 10 checks are not passed"),
    "segfault": ("crashed", 0.0, "10 of 10 checks are not passed"),
    "unlucky": ("harness_error", None, "CALLBACKS_LAUNCHER is 'nonsense'"),
    "late": ("passed", 20.0, "Every check is passed."),
    "excused": ("passed", 20.0, "Every check is passed."),
    "duplicated": ("passed", 20.0, "The cell `check` was there 3 times"),
    "deleted": ("passed", 20.0, "The cell `check` was missing"),
    "reordered": ("passed", 20.0, "in another order"),
    "retyped": ("passed", 20.0, "had become a markdown cell"),
    "renamed": ("passed", 20.0, "had lost its name"),
    "richer": ("passed", 20.0, "The points of `check` were changed to 1000; 20 count."),
    "with_extras": ("passed", 20.0, "The cell `check` was changed"),
    "outdated": ("passed", 20.0, "another version of nbgrader"),
    "with_magics": ("passed", 20.0, "Every check is passed."),
    "huge": ("passed", 20.0, "Every check is passed."),
    "half_a_character": ("passed", 20.0, "The points of `check` were changed to ten ?; 20 count."),
    "without_cells": ("not_attempted", 0.0, "none of the cells of this exercise"),
    "torn": ("invalid", None, "is not a notebook that can be read"),
    "zero_bytes": ("invalid", None, "is an empty file"),
    "of_another_exercise": ("invalid", None, "This is a notebook of 05_brain_tumor"),
    "of_another_course": ("invalid", None, "it is of another course"),
    "misnamed": ("missing", None, "but copy of 02.ipynb. If it was renamed, rename it back; else remove that."),
    "timeless": ("not_graded", None, "It is not graded yet"),
    "absent": ("missing", None, "It was not handed in."),
}


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    """Return a term: two gradings with a person's work between them, feedback, and the table of grades."""
    term = begin(tmp_path_factory.mktemp("term"), COURSE, ASSIGNMENT)
    released = term.released(ASSIGNMENT, SLUG)
    _hand_in_all(term, released)
    term.said["first"] = term.nbgrader("autograde", ASSIGNMENT)
    assert term.said["first"].returncode == 0, term.said["first"].stderr
    with term.gradebook() as gradebook:
        _by_hand(gradebook, "right", "explain", 1.5)
        _by_hand(gradebook, "torn", "check", 3.0)
        gradebook.find_comment("explain", SLUG, ASSIGNMENT, "right").manual_comment = "Well said."
        gradebook.db.commit()
    term.said["second"] = term.nbgrader("autograde", ASSIGNMENT, "--force")
    term.said["feedback"] = term.nbgrader("generate_feedback", ASSIGNMENT)
    term.hand_in(ASSIGNMENT, "unlucky", as_bytes(answered(released, "x = 1")))
    only = ("--student", "unlucky")
    term.said["unlucky"] = term.nbgrader("autograde", ASSIGNMENT, *only, CALLBACKS_LAUNCHER="nonsense")
    term.export()
    return term


def _hand_in_all(term: Term, released: Notebook) -> None:
    hand_in = partial(term.hand_in, ASSIGNMENT)
    right = right_answer(SLUG)
    whole = answered(released, right)
    hand_in("right", as_bytes(whole))
    hand_in("wrong", as_bytes(answered(released, right.replace("ratio >", "ratio <"))))
    hand_in("untouched", as_bytes(released))
    hand_in("emptied", as_bytes(answered(released, "")))
    hand_in("broken", as_bytes(answered(released, "def (")))
    for student, answer in DEADLY.items():
        hand_in(student, as_bytes(answered(released, answer)))
    hand_in("late", as_bytes(whole), time=LATE)
    hand_in("excused", as_bytes(whole), time=LATE)
    hand_in("torn", as_bytes(whole)[:500])
    hand_in("zero_bytes", b"")
    hand_in("misnamed", as_bytes(whole), name="copy of 02.ipynb")
    hand_in("timeless", as_bytes(whole), time="yesterday")
    (term.folder / "submitted" / "absent" / ASSIGNMENT).mkdir(parents=True)
    for change in (
        *damage.DAMAGE.values(),
        damage.huge,
        damage.half_a_character,
        damage.without_cells,
        damage.of_another_exercise,
        damage.of_another_course,
    ):
        if change.__name__ in EXPECTED:
            handed_in = answered(released, right)
            change(handed_in)
            hand_in(change.__name__, as_bytes(handed_in))


def _by_hand(gradebook: Any, student: str, cell: str, points: float) -> None:
    grade = gradebook.find_grade(cell, SLUG, ASSIGNMENT, student)
    grade.manual_score, grade.needs_manual_grade = points, False


@pytest.mark.parametrize("student", EXPECTED)
def test_everybody_has_status_points_and_a_sentence(term: Term, student: str) -> None:
    """Whatever was handed in; and where there is no verdict there are no points, not even zero."""
    status, points, words = EXPECTED[student]
    row = term.grades[student]

    assert row["status"] == status
    assert words in row["message"]
    if points is None and student != "torn":
        assert (row["raw_score"], row["score"]) == ("", "")
    elif student not in ("torn", "right"):
        assert float(row["raw_score"]) == points


def test_nothing_stopped_the_class(term: Term) -> None:
    """Each command came to its end without a traceback, the kit's own fault included, and says what it left out."""
    for run in ("first", "second", "unlucky"):
        assert term.said[run].returncode == 0, term.said[run].stderr
        assert "Traceback" not in term.said[run].stderr
    assert "holds no time that can be read" in term.said["first"].stderr
    assert "copy of 02.ipynb, which nobody asked for" in term.said["first"].stderr


def test_what_a_person_gave_stays(term: Term) -> None:
    """Points and comments outlive the second grading, also where the kit has no verdict."""
    assert float(term.grades["right"]["score"]) == 21.5
    assert float(term.grades["torn"]["raw_score"]) == 3.0
    page = (term.folder / "feedback" / "right" / ASSIGNMENT / f"{SLUG}.html").read_text(encoding="utf-8")
    assert "Well said." in page


def test_no_total_until_a_person_has_read(term: Term) -> None:
    """An explanation that nobody has read is no zero; one that was not written is."""
    assert (term.grades["wrong"]["score"], term.grades["wrong"]["by_hand"]) == ("", f"{SLUG}/explain")
    assert (term.grades["untouched"]["score"], term.grades["untouched"]["by_hand"]) == ("0", "")


def test_late_work(term: Term) -> None:
    """Late work loses what the course says; who has more time loses nothing."""
    penalties = [float(term.grades[student]["late_submission_penalty"]) for student in ("late", "excused", "right")]

    assert penalties == [20.0, 0.0, 0.0]


def test_all_face_the_same_cases_once(term: Term) -> None:
    """One seed for all, which is recorded; the second command takes the verdicts of the first."""
    folder = term.folder / "batches" / ASSIGNMENT
    seed = json.loads((folder / "batch.json").read_text(encoding="utf-8"))["seed"]
    lines = [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]

    assert {line["report"]["seed"] for line in lines} == {seed}
    students = [line["student"] for line in lines]
    assert sorted(students) == sorted(set(students))
    assert "Grading" in term.said["first"].stderr
    assert "the same cases for all" not in term.said["second"].stderr


def test_feedback_is_the_report(term: Term) -> None:
    """It shows expected, seen and why, seed and version, and nothing of the judge or of the cases."""
    assert term.said["feedback"].returncode == 0, term.said["feedback"].stderr
    page = (term.folder / "feedback" / "wrong" / ASSIGNMENT / f"{SLUG}.html").read_text(encoding="utf-8")

    for words in (
        "<dt>expected</dt>",
        "<dt>your line</dt>",
        "run-picture",
        "Seed ",
        f"kit {grader.__version__}",
        "Score: 5.0 / 20.0",
    ):
        assert words in page
    text = re.sub(r"<[^>]+>", "", page)
    for secret in (
        "BEGIN SOLUTION",
        "A good answer names",
        "def draw(",
        "def test_",
        "from grader.judge",
        "scripted_model",
    ):
        assert secret not in text


def test_no_kernel_was_started(term: Term) -> None:
    """What would have needed one, the setup cell, has not run; the answer shows what it printed in the sandbox."""
    path = term.folder / "autograded" / "right" / ASSIGNMENT / f"{SLUG}.ipynb"
    cells = {cell["id"]: cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}

    assert cells["setup"]["outputs"] == []
    assert "Val/Train loss ratio" in json.dumps(cells["answer"]["outputs"])


def test_another_version_of_the_kit_grades_nobody(term: Term, source_kit: Kit) -> None:
    """What was begun with one version is not continued with another; the command says so and ends."""
    file = term.folder / "batches" / ASSIGNMENT / "batch.json"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace(f'"{grader.__version__}"', '"0.0.7"'), encoding="utf-8")
    try:
        done = term.nbgrader("autograde", ASSIGNMENT, "--force")
    finally:
        file.write_text(kept, encoding="utf-8")

    assert done.returncode == 1
    assert "was graded with version 0.0.7 of the kit" in done.stderr
    assert "Traceback" not in done.stderr
    assert (term.folder / "autograded" / "right" / ASSIGNMENT / f"{SLUG}.ipynb").exists()
