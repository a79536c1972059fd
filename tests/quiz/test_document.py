"""One file of a bank, read as YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.quiz.document import kind, read_document


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title: [1, 2\nx: 3", r"line 2: this is not YAML"),
        (b"title: a\ntitle: b", r"line 2: this is not YAML: `title` stands twice"),
        (b"- 1", r"holds a list, where a bank has"),
        (b"", r"holds nothing, where a bank has"),
        (b"title: \xff", r"is not a text in UTF-8"),
        (b"title: !!python/object/apply:os.getcwd []", r"line 1: this is not YAML: could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_bank_is_told(tmp_path: Path, content: bytes, sentence: str) -> None:
    """The file and, where known, the line are named."""
    path = tmp_path / "bank.yml"
    path.write_bytes(content)

    with pytest.raises(KitError, match=sentence) as caught:
        read_document(path)

    assert str(path) in caught.value.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere is a sentence."""
    with pytest.raises(KitError, match=r"nowhere\.yml cannot be read: No such file"):
        read_document(tmp_path / "nowhere.yml")


def test_values_have_names() -> None:
    """A message says what was received in a person's words."""
    values: tuple[object, ...] = (None, False, 3, "x", [], {})

    assert [kind(value) for value in values] == [
        "nothing",
        "yes or no (false)",
        "the number 3",
        "a text",
        "a list",
        "a table of keys",
    ]
