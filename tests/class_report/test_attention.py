"""What needs a person."""

from __future__ import annotations

import pytest

from grader.class_report.attention import needs_a_person
from tests.class_report.made import result


@pytest.mark.parametrize("status", ["harness_error", "crashed", "timeout", "invalid"])
def test_statuses_that_a_program_cannot_decide(status: str) -> None:
    """Each comes with what there is to do, and never with the message, which may name a person."""
    ((found, to_do),) = needs_a_person([result("ada", status, message="ada.py is broken")])

    assert (found.student, "ada.py" in to_do) == ("ada", False)


def test_what_was_read_is_not_asked_for_again() -> None:
    """A syntax error was graded and has its 0; only what held no text has no points."""
    ((_, graded),) = needs_a_person([result("ada", "invalid", 0.0)])
    ((_, unread),) = needs_a_person([result("bob", "invalid", 0.0, unread=True)])

    assert "0 points" in graded and "Ask for it again" not in graded
    assert "no points. Ask for it again" in unread


def test_what_is_decided_is_left_out() -> None:
    """Right and wrong answers, untouched ones, and what a person has given points for."""
    decided = [result(status, status) for status in ("passed", "failed", "not_attempted")]
    assert needs_a_person([*decided, result("ada", "invalid", override={"score": 3.0, "comment": ""})]) == []


def test_work_without_an_exercise() -> None:
    """Somebody must say what it is for."""
    ((_, to_do),) = needs_a_person([result("ada", "invalid", exercise="")])

    assert "which exercise" in to_do
