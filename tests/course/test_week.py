"""An assignment of two exercises with stock commands of nbgrader, the first of which is killed in the middle."""

from __future__ import annotations

import copy

import pytest

import grader
from tests.course.autograde.damage import as_bytes, write_in
from tests.course.term import Term, begin, right_answer

WEEK, FIRST, SECOND = "week_1", "00_first_callback", "01_event_logger"
COURSE = f"""
course = "autumn"
kit = "{grader.__version__}"
[[assignment]]
name = "{WEEK}"
exercises = ["00", "01"]
"""
# Student, then what is handed in for the second exercise, its status, and the total: the first one gives 5 points.
EXPECTED = {
    "both": (f"{SECOND}.ipynb", "invalid", "5"),
    "one": (None, "missing", "5"),
    "renamed": ("01 (1).ipynb", "missing", ""),
}


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    """Return a week in which the first grading was killed when nbgrader had written the first notebook."""
    term = begin(tmp_path_factory.mktemp("week"), COURSE, WEEK)
    answers = {FIRST: right_answer(FIRST), SECOND: "def ("}
    for student, (name, _, _) in EXPECTED.items():
        for slug, file in ((FIRST, f"{FIRST}.ipynb"), (SECOND, name)):
            if file:
                notebook = copy.deepcopy(term.released(WEEK, slug))
                write_in(notebook, "answer", answers[slug])
                term.hand_in(WEEK, student, as_bytes(notebook), file)
    with term.start("autograde", WEEK) as process:
        assert process.stderr
        any("Autograding " in line for line in process.stderr)
        process.kill()
    assert (term.folder / "autograded" / "both" / WEEK / f"{FIRST}.ipynb").exists()
    return term


def test_a_kill_costs_nobody_anything(term: Term) -> None:
    """The table can be made at once, without points; the same command again grades everybody."""
    killed = term.export()
    term.said["again"] = term.nbgrader("autograde", WEEK)
    grades = term.export()

    assert {row["score"] for row in killed.values()} == {""}
    assert killed["both"]["status"] == f"{FIRST}: not_graded; {SECOND}: not_graded"
    assert f"`nbgrader autograde {WEEK} --student both --force`" in killed["both"]["message"]
    assert term.said["again"].returncode == 0, term.said["again"].stderr
    for student, (_, status, score) in EXPECTED.items():
        assert grades[student]["status"] == f"{FIRST}: passed; {SECOND}: {status}"
        assert (grades[student]["raw_score"], grades[student]["score"]) == ("5", score)
    assert "but 01 (1).ipynb. If it was renamed, rename it back" in grades["renamed"]["message"]
