"""Whose work a file is, by the names that Moodle and Canvas give."""

from __future__ import annotations

import pytest

from grader.batch.downloads import Owner, owner_of


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("ada", Owner("ada")),
        ("ada.py", Owner("ada")),
        ("ada.lovelace", Owner("ada.lovelace")),
        ("ada.zip", Owner("ada")),
        ("a\nb\x1b[31m.py", Owner(r"a\nb\x1b[31m")),
        ("z\udcff.py", Owner(r"z\udcff")),
        ("Zoë Ада", Owner("Zoë Ада")),
        ("Ada Lovelace_1234567_assignsubmission_file_", Owner("Ada Lovelace", "1234567")),
        ("Ada Lovelace_1234567_assignsubmission_file", Owner("Ada Lovelace", "1234567")),
        ("Ada_L_12_assignsubmission_file_exercise.py", Owner("Ada_L", "12", "exercise.py")),
        ("lovelaceada_12345_678901_exercise.py", Owner("lovelaceada", "12345", "exercise.py")),
        ("lovelaceada_LATE_12345_678901_exercise-2.py", Owner("lovelaceada", "12345", "exercise.py", 2)),
        ("lovelaceada_12345_678901_02_detect.ipynb", Owner("lovelaceada", "12345", "02_detect.ipynb")),
    ],
)
def test_owners(name: str, owner: Owner) -> None:
    """The name of the student, the number that the LMS gave, and the student's own file name."""
    assert owner_of(name) == owner
