"""What makes a test a check."""

from __future__ import annotations

import pytest

from grader.judge import check, info_of


def test_keeps_what_the_suite_says() -> None:
    """Points, stage, need and lesson are found again on the function."""

    @check(points=2, stage="training", needs="train", lesson="day-27#x")
    def test_something() -> None:
        """A sentence."""

    info = info_of(test_something)
    assert info is not None
    assert (info.points, info.stage, info.needs, info.lesson) == (2, "training", "train", "day-27#x")


def test_a_check_needs_its_sentence() -> None:
    """Without a docstring there is nothing that a learner could read."""
    with pytest.raises(ValueError, match="nameless needs a docstring"):

        @check(points=1)
        def nameless() -> None:
            pass


def test_an_unknown_stage_is_refused() -> None:
    """A typo in the stage is told with the stages that exist."""
    with pytest.raises(ValueError, match="names, signatures, behaviour, training"):
        check(points=1, stage="behavior")  # type: ignore[arg-type]  # the typo is the point
