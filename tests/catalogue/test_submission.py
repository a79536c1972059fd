"""Reading what a learner hands in, whatever it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.catalogue import read_submission
from grader.catalogue.submission import MAX_BYTES
from grader.kit.digest import digest
from grader.kit.errors import KitError, SubmissionError


def test_a_folder_means_its_exercise_file(tmp_path: Path) -> None:
    """A folder is graded by its exercise.py alone."""
    (tmp_path / "exercise.py").write_text("x = 1\n", encoding="utf-8")

    submission = read_submission(tmp_path)

    assert (submission.path.name, submission.source) == ("exercise.py", "x = 1\n")
    assert submission.digest == digest(b"x = 1\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x80\x81\x00binary", "is not a text file"),
        (b"x = 1\ndef broken(:\n    pass\n", "line 2"),
        (b"x = '\x00'\n", "Python cannot read"),
        (b"#" * (MAX_BYTES + 1), "larger than 1 MB"),
        (b"(" * 100_000, "Python cannot read"),
    ],
)
def test_what_is_not_python(tmp_path: Path, content: bytes, words: str) -> None:
    """Each kind of unreadable file gets its sentence."""
    file = tmp_path / "exercise.py"
    file.write_bytes(content)

    with pytest.raises(SubmissionError, match=words):
        read_submission(file)


def test_a_syntax_error_carries_its_line(tmp_path: Path) -> None:
    """The line of a syntax error is kept for the report."""
    file = tmp_path / "exercise.py"
    file.write_text("x = 1\n\nif x\n", encoding="utf-8")

    with pytest.raises(SubmissionError) as caught:
        read_submission(file)

    assert caught.value.line == 3


def test_nothing_there(tmp_path: Path) -> None:
    """A missing file and a folder without exercise.py are faults of the command, not of a learner."""
    with pytest.raises(KitError, match="There is no file"):
        read_submission(tmp_path / "none.py")
    with pytest.raises(KitError, match=r"holds no `exercise\.py`"):
        read_submission(tmp_path)


def test_something_that_is_no_file(tmp_path: Path) -> None:
    """A pipe would block for ever, so it is refused."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(KitError, match="not an ordinary file"):
        read_submission(tmp_path / "pipe")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Editors on Windows put one first."""
    file = tmp_path / "exercise.py"
    file.write_bytes(b"\xef\xbb\xbfx = 1\r\n")

    assert read_submission(file).source == "x = 1\r\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\nclass Wanted:\n    pass\n", 2),
        ("def Wanted():\n    pass\n", 1),
        ("\nWanted = object\n", 2),
        ("Wanted: type = object\n", 1),
        ("from somewhere import other as Wanted\n", 1),
        ("x = 1\n", None),
    ],
)
def test_finds_where_a_name_is_defined(tmp_path: Path, source: str, line: int | None) -> None:
    """The line of a name is where the learner wrote it, however they did."""
    file = tmp_path / "exercise.py"
    file.write_text(source, encoding="utf-8")

    assert read_submission(file).line_of("Wanted") == line
