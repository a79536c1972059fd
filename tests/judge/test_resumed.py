"""What must follow what when a training is killed and called again."""

from __future__ import annotations

from typing import Any

import pytest

from grader.judge import Unmet
from grader.judge.resumed import Call, Execution, Story


def _execution(epoch: int, begun: str, ended: str | None, val_loss: float = 1.0) -> Execution:
    states = [None if name is None else {"weights": name, "optimizer": f"o{name}"} for name in (begun, ended)]
    return Execution(epoch, states[0] or {}, states[1], {"val_loss": val_loss})


def _after(*calls: Call) -> Story:
    story = Story()
    for call in calls:
        story.expect_epochs(call)
        story.expect_state(call, "weights")
        story.take(call)
    return story


FIRST = Call(4, [_execution(0, "new", "a", 0.9), _execution(1, "a", "b", 0.5)], {"epoch": 2, "batch": 0})
CUT = Call(4, [_execution(0, "new", "a"), _execution(1, "a", None)], {"epoch": 1, "batch": 2})
DOUBT = Call(
    4,
    [_execution(0, "new", "a"), _execution(1, "a", "b", 0.5)],
    {"epoch": 1, "saving": 3, "change": "`f` grew"},
)


def _trains(*epochs: int, begun: str = "b") -> Call:
    return Call(
        4, [_execution(epoch, begun if not at else f"x{epoch - 1}", f"x{epoch}") for at, epoch in enumerate(epochs)]
    )


@pytest.mark.parametrize(
    ("before", "right"),
    [(FIRST, [(2, 3)]), (CUT, [(1, 2, 3)]), (DOUBT, [(1, 2, 3), (2, 3)])],
)
def test_which_epochs_may_follow(before: Call, right: list[tuple[int, ...]]) -> None:
    """After a clean kill one beginning is right, in doubt two of them; a call then goes on to its end."""
    for epochs in [(0, 1, 2, 3), (1, 2, 3), (2, 3), (3,), (2,), (), (2, 2, 3), (2, 3, 4)]:
        story = _after(before)
        if epochs in right:
            story.expect_epochs(_trains(*epochs))
        else:
            with pytest.raises(Unmet, match="trains from epoch"):
                story.expect_epochs(_trains(*epochs))


def test_a_killed_call_may_end_anywhere() -> None:
    """What it did until then must be a beginning of what was to be done."""
    story = _after(FIRST)

    story.expect_epochs(Call(4, [_execution(2, "b", None)], {"epoch": 2, "batch": 1}))
    with pytest.raises(Unmet):
        story.expect_epochs(Call(4, [_execution(3, "b", None)], {"epoch": 3, "batch": 1}))


def test_after_completion_nothing_is_trained_unless_more_is_asked_for() -> None:
    """A call with as many epochs does nothing, one with more goes on."""
    story = _after(FIRST, _trains(2, 3))

    story.expect_epochs(Call(4, []))
    story.expect_epochs(Call(5, [_execution(4, "x3", "y")]))
    with pytest.raises(Unmet, match="trains nothing"):
        story.expect_epochs(_trains(0, 1, 2, 3))


def test_where_an_epoch_begins() -> None:
    """It begins with what the one before has ended with, in whichever process that was the last time."""
    story = _after(DOUBT)

    story.expect_state(_trains(1, begun="a"), "weights")
    story.expect_state(_trains(2, begun="b"), "optimizer")
    with pytest.raises(Unmet, match="those that epoch 1 ended with"):
        story.expect_state(_trains(1, begun="b"), "weights")
    with pytest.raises(Unmet, match="with which no epoch ended"):
        story.expect_state(_trains(2, begun="c"), "weights")
    with pytest.raises(Unmet, match="epoch 0 came, with a new model"):
        story.expect_state(_trains(0), "weights")


def test_an_epoch_that_is_trained_again_replaces_the_first_try() -> None:
    """What counts is the last time; a model of the first try is right as the best only if nothing is better."""
    story = _after(DOUBT, Call(2, [_execution(1, "a", "c", 0.8)]))

    assert story.counting[1].ended == {"weights": "c", "optimizer": "oc"}
    assert story.best().logs["val_loss"] == 0.8
    story.expect_best("c", None, "file")
    story.expect_best("b", None, "file")
    with pytest.raises(Unmet, match="that of epoch 0"):
        story.expect_best("a", None, "file")
    with pytest.raises(Unmet, match="weights of no epoch"):
        story.expect_best("z", None, "file")
    with pytest.raises(Unmet, match="cannot be loaded"):
        story.expect_best(None, "it cannot be loaded", "file")


def test_what_follows_one_beginning_in_two_ways() -> None:
    """Two calls may follow the same story, and neither knows of the other."""
    story = _after(FIRST)

    ways = [story.after(_trains(2, 3)), story.after(Call(4, [_execution(2, "b", None)], {"epoch": 2, "batch": 1}))]

    assert [one.next for one in (story, *ways)] == [(2,), (4,), (2,)]
    assert [len(one.ended) for one in (story, *ways)] == [2, 4, 2]


@pytest.mark.parametrize(
    ("death", "told"),
    [
        ({"epoch": 2, "batch": 0}, "epoch 1 was done and epoch 2 was about to begin"),
        ({"epoch": 2, "batch": 1}, "in the middle of epoch 2"),
        ({"epoch": 2, "saving": 1, "change": "`f` grew"}, "after epoch 2, when `f` grew"),
        ({"epoch": 2, "saving": 9, "exhausted": True}, "epoch 2 was done, and all that belongs to it"),
        (
            {"resuming": True, "change": "`f` was emptied"},
            "killed again when `f` was emptied",
        ),
    ],
)
def test_says_when_the_kill_came(death: dict[str, Any], told: str) -> None:
    """A message names the moment as a person would."""
    story = Story()
    story.take(Call(9, [], death))

    assert told in story.told
