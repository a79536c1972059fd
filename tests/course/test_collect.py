"""The names of Moodle and Canvas tell whose notebook it is."""

from __future__ import annotations

import pytest
from nbgrader.apps import ZipCollectApp

from grader.course.collect import CollectByName


@pytest.mark.parametrize(
    ("file", "student", "notebook"),
    [
        ("week/Ada Lovelace_1234567_assignsubmission_file_/02_detect.ipynb", "Ada Lovelace", "02_detect.ipynb"),
        ("week/Ada Lovelace_1234567_assignsubmission_file/mine/02_detect.ipynb", "Ada Lovelace", "02_detect.ipynb"),
        ("week/Ada Lovelace_1234567_assignsubmission_file_02_detect.ipynb", "Ada Lovelace", "02_detect.ipynb"),
        ("submissions/lovelaceada_12345_678901_02_detect.ipynb", "lovelaceada", "02_detect.ipynb"),
        ("submissions/lovelaceada_LATE_12345_678901_02_detect-1.ipynb", "lovelaceada", "02_detect.ipynb"),
    ],
)
def test_whose_it_is(file: str, student: str, notebook: str) -> None:
    """The name stands before the file's own, or before that of a folder around it."""
    assert CollectByName().collect(file) == {"student_id": student, "file_id": notebook}


@pytest.mark.parametrize(
    "file",
    [
        "submissions/lovelaceada_12345_678901_notes.txt",
        "week/02_detect.ipynb",
        "week/.._1234567_assignsubmission_file_/02_detect.ipynb",
    ],
)
def test_what_is_passed_by(file: str) -> None:
    """No notebook, a name that no LMS has given, and one that would lead out of the folder."""
    assert CollectByName().collect(file) is None


def test_two_of_one_name() -> None:
    """Nothing is collected: the LMS has other numbers in the next assignment, and their points would be mixed."""
    collector = CollectByName(parent=ZipCollectApp())
    names = [f"w/Ada L_{number}_assignsubmission_file_/02.ipynb" for number in (1, 1, 2)]
    assert [(collector.collect(name) or {})["student_id"] for name in names[:2]] == ["Ada L", "Ada L"]

    with pytest.raises(SystemExit):
        collector.collect(names[2])
