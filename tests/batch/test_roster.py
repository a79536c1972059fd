"""Who is who in the LMS."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.roster import Student, by_student, read_roster
from grader.kit.errors import KitError


def _file(folder: Path, text: str) -> Path:
    file = folder / "roster.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_columns_in_any_order(tmp_path: Path) -> None:
    """As a spreadsheet saves it, with its mark at the beginning and columns that the kit does not know."""
    text = "\ufeffname,id,folder,group\nAda Lovelace,11,ada,1\nBob,12,bob,2\n"

    assert read_roster(_file(tmp_path, text)) == {
        "ada": Student("ada", "11", "Ada Lovelace"),
        "bob": Student("bob", "12", "Bob"),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no student"),
        ("folder,id\n", "holds no student"),
        ("foldr,id\nada,1\n", "no column `folder`. Did you mean `foldr`?"),
        ("folder,id\nada,\n,2\n", "Line 2 has no id. Line 3 has no folder."),
        ("folder,id\nada,1\nada,2\n", "Lines 2 and 3 are both about the folder ada."),
        ("folder,id\nada,1\nbob,1\n", "Lines 2 and 3 are both about the id 1."),
    ],
)
def test_faults_are_told_all_at_once(tmp_path: Path, text: str, words: str) -> None:
    """With the line, and the nearest name of a column."""
    with pytest.raises(KitError) as raised:
        read_roster(_file(tmp_path, text))
    assert words in raised.value.message


def test_folders_of_a_download_are_students() -> None:
    """As Moodle and Canvas call them; of two who have one name, the number tells, also where one handed in nothing."""
    names = [
        "Ada L_12_assignsubmission_file",
        "Ada L_13_assignsubmission_file",
        "cy_14_99_exercise.py",
        "dora",
        "eve.py",
    ]
    roster = {name: Student(name, name) for name in [*names, "Fay_15_assignsubmission_file_"]}

    def keys(known: dict[str, str]) -> list[str]:
        return list(by_student(roster, known))

    rest = ["cy", "dora", "eve", "Fay"]
    assert keys({}) == ["Ada L", "Ada L (13)", *rest]
    assert keys({"Ada L": "13", "cy": "14", "Fay": ""}) == ["Ada L (12)", "Ada L", *rest]
    assert keys({"Ada L (12)": "12", "Ada L (13)": "13"}) == ["Ada L (12)", "Ada L (13)", *rest]
    assert keys({"dora": "", "eve.py": ""})[-2:] == ["eve.py", "Fay"]


def test_two_lines_about_one_student_are_told() -> None:
    """The name and the name of the folder are the same student, who has one number only."""
    roster = {name: Student(name, "1") for name in ("Ada L_12_assignsubmission_file", "Ada L")}

    with pytest.raises(KitError, match="two lines about Ada L: the folders Ada L_12_assignsubmission_file and Ada L"):
        by_student(roster, {"Ada L": "12"})


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    """A typo in its name is a sentence."""
    with pytest.raises(KitError, match="cannot be read"):
        read_roster(tmp_path / "roster.csv")
