"""Results on disk: whole lines, the newest counts, a torn line is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.results import FILE, Result, append, read_results
from grader.kit.errors import KitError


def _result(student: str, score: float = 3.0, status: str = "failed") -> Result:
    return Result(student, "02_x", "7", "abc", {"status": status, "score": score})


def test_what_was_added_is_read(tmp_path: Path) -> None:
    """In the order in which it came, names of any script included."""
    assert read_results(tmp_path) == {}
    for one in (_result("bob"), _result("Ада")):
        append(tmp_path, one)

    assert list(read_results(tmp_path).values()) == [_result("bob"), _result("Ада")]


def test_the_newest_counts(tmp_path: Path) -> None:
    """A regrade adds a line; the older one stays in the file."""
    append(tmp_path, _result("bob", 3.0))
    append(tmp_path, _result("bob", 5.0))

    assert read_results(tmp_path)["bob", "02_x"].score == 5.0
    assert len((tmp_path / FILE).read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("cut", range(1, 40, 7))
def test_a_torn_line_is_dropped(tmp_path: Path, cut: int) -> None:
    """Killed while it wrote: what was whole stays, and the next result begins on a line of its own."""
    append(tmp_path, _result("ada"))
    append(tmp_path, _result("bob"))
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:-cut])

    assert list(read_results(tmp_path)) == [("ada", "02_x")]
    append(tmp_path, _result("cy"))
    assert list(read_results(tmp_path)) == [("ada", "02_x"), ("cy", "02_x")]


def test_another_line_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """It is somebody's result, and must not be lost in silence."""
    append(tmp_path, _result("ada"))
    (tmp_path / FILE).write_text('{"student": 3}\n', encoding="utf-8")

    with pytest.raises(KitError, match="line 1, cannot be read"):
        read_results(tmp_path)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0c", "\r"])
def test_what_was_printed_ends_no_line(tmp_path: Path, end: str) -> None:
    """Text knows more line ends than a file of JSON lines; one student's output must not hide the whole class."""
    printed = Result("ada", "02_x", "", "abc", {"status": "failed", "score": 1.0, "output": f"one{end}two"})
    for one in (printed, _result("bob")):
        append(tmp_path, one)

    assert list(read_results(tmp_path).values()) == [printed, _result("bob")]


def test_what_was_not_graded_is_not_a_zero() -> None:
    """A fault of the kit has no score; a file that cannot be read has none of the points."""
    assert _result("ada", 0.0, "harness_error").score is None
    assert _result("ada", 0.0, "invalid").score == 0.0


def test_who_reads_changes_nothing(tmp_path: Path) -> None:
    """A report on a class may be made while a result is being written: what stands there so far must stay."""
    append(tmp_path, _result("ada"))
    append(tmp_path, _result("bob"))
    file = tmp_path / FILE
    written = file.read_bytes()[:-3]
    file.write_bytes(written)

    read_results(tmp_path)

    assert file.read_bytes() == written
