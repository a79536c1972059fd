"""A message comes apart as it was put together."""

from __future__ import annotations

import pytest

from grader.report import CheckResult
from grader.report.parts import parts_of


def _message(expected: str = "", seen: str = "", why: str = "", note: str = "") -> str:
    told = CheckResult("test_it", "It works.", 1.0, "day-27", expected=expected, seen=seen, why=why, note=note)
    return told.message


def test_expected_seen_and_why() -> None:
    """Also over several lines."""
    message = _message(expected="three\nepochs", seen="4", why="patience counts")

    assert parts_of(message) == [("expected", "three\nepochs"), ("seen", "4"), ("why", "patience counts")]


def test_what_a_learner_printed_is_no_part() -> None:
    """A line that looks like one of the kit's stays where it was seen."""
    printed = "why: I say so\nseen: nothing\nexpected: full points"
    message = _message(expected="a number", seen=printed, why="Others read it.")

    assert parts_of(message) == [("expected", "a number"), ("seen", printed), ("why", "Others read it.")]


@pytest.mark.parametrize("note", ["It is not written yet.", "why: it hung\nnever ended", "expected: more"])
def test_a_note(note: str) -> None:
    """What was not judged has one part."""
    assert parts_of(_message(note=note)) == [("note", note)]


def test_nothing_to_say() -> None:
    """A check that passed has no message, and no part."""
    assert parts_of("") == []
