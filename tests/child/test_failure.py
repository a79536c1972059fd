"""Exceptions as evidence."""

from __future__ import annotations

from typing import Any

import pytest

from grader.child.failure import NotWritten, describe


def _describe(source: str, file: str = "exercise.py") -> dict[str, Any]:
    try:
        exec(compile(source, "exercise.py", "exec"), {})
    except BaseException as error:
        return describe(error, file)
    raise AssertionError("the source must raise")


def test_names_the_learners_own_line() -> None:
    """The line is the innermost one of the learner's file, wherever the exception came from."""
    seen = _describe("import json\n\ndef f():\n    json.loads('{')\n\nf()\n")

    assert (seen["type"], seen["line"]) == ("JSONDecodeError", 4)


def test_other_files_have_no_line() -> None:
    """A line of somebody else's file would send the learner looking in the wrong place."""
    assert _describe("1 / 0", file="other.py")["line"] is None


def test_what_is_not_written_yet() -> None:
    """A stub's NotImplementedError, and a missing name, are no mistakes but open work."""
    assert _describe("raise NotImplementedError('f is not written yet')")["not_written"]
    assert describe(NotWritten("`f` is not written yet"), "exercise.py")["not_written"]
    assert not _describe("raise NotImplementedError", file="keras.py")["not_written"]


def test_what_a_library_does_not_offer_is_no_open_work() -> None:
    """A NotImplementedError from inside a library that the learner called is a mistake of theirs."""
    library = compile("def compute(): raise NotImplementedError('symbolic')", "keras.py", "exec")
    space: dict[str, Any] = {}
    exec(library, space)
    with pytest.raises(NotImplementedError) as caught:
        exec(compile("compute()", "exercise.py", "exec"), space)

    seen = describe(caught.value, "exercise.py")
    assert (seen["not_written"], seen["line"]) == (False, 1)


def test_an_exception_that_cannot_be_printed() -> None:
    """A message that raises is replaced by a remark."""
    seen = _describe("class E(Exception):\n    def __str__(self): 1 / 0\nraise E")

    assert seen["message"] == "(this exception has no readable message)"
