"""Who is who in the LMS."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.roster import Student, read_roster
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
    ],
)
def test_faults_are_told_all_at_once(tmp_path: Path, text: str, words: str) -> None:
    """With the line, and the nearest name of a column."""
    with pytest.raises(KitError) as raised:
        read_roster(_file(tmp_path, text))
    assert words in raised.value.message


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    """A typo in its name is a sentence."""
    with pytest.raises(KitError, match="cannot be read"):
        read_roster(tmp_path / "roster.csv")
