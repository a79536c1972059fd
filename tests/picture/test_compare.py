"""What should have happened beside what happened."""

from __future__ import annotations

import math

from grader.oracles import Foreseen
from tests.picture.made import LOSSES, compared, run_of, too_long, too_short

HISTORY = [{"loss": 0.5, "val_loss": value} for value in LOSSES]


def test_a_training_that_goes_on_too_long() -> None:
    """The first difference is the epoch with which it should have ended."""
    one = too_long().difference

    assert one
    assert (one.kind, one.epoch, one.happened, one.foreseen) == (
        "ended",
        4,
        "training goes on",
        "training ends after epoch 4",
    )


def test_a_training_that_ends_too_early() -> None:
    """The first difference is its end, and the script tells what the missing epochs would have measured."""
    timeline = too_short()

    assert timeline.difference
    assert (timeline.difference.epoch, timeline.difference.foreseen) == (2, "training goes on")
    assert timeline.ahead["val_loss"] == [0.9, 0.95, 0.7]


def test_what_is_as_foreseen_differs_nowhere() -> None:
    """Saves, reductions, rates, lines, rows, kept weights and the end, all as they should be."""
    run = run_of(rates=[0.1, 0.1, 0.1, 0.05, 0.05, 0.05], files=["a", "b", "b", "b", "c"], printed=["x\n"] * 5)
    foreseen = Foreseen(
        history=HISTORY,
        last=5,
        saved=[1, 2, 5],
        reduced=[3],
        rates=[0.1, 0.1, 0.1, 0.05, 0.05],
        printed=[["x"], ["x"], None, ["x"], ["x"]],
        kept=5,
        rows=[1, 2],
        seen={"kept": [5], "rows": [1, 2]},
    )

    assert compared(run, foreseen).differences == []


def test_each_kind_has_its_own_first_difference_in_the_order_of_epochs() -> None:
    """A save at the wrong epoch, a late reduction and a missing line are each found; the earliest stands first."""
    run = run_of(rates=[0.1] * 4 + [0.05, 0.05], files=["a", None, "b"], printed=["x\n"])
    foreseen = Foreseen(last=5, saved=[1, 2], reduced=[3], printed=[["x"], (), (), ["y"], None])

    found = compared(run, foreseen).differences

    assert [(one.kind, one.epoch) for one in found] == [("saved", 2), ("reduced", 3), ("printed", 4)]


def test_where_several_things_differ_at_once_the_end_explains_most() -> None:
    """A training that should have ended, and said so, is about its end."""
    foreseen = Foreseen(last=4, printed=[(), (), (), ["Stopping"], ()])

    assert [one.kind for one in compared(run_of(), foreseen).differences] == ["ended", "printed"]


def test_what_comes_after_the_end_is_no_difference() -> None:
    """Whatever happens in epochs that should not have been trained, or were not, counts for nothing."""
    run = run_of(files=["a", "a", "a", "a", "b"])

    assert [one.kind for one in compared(run, Foreseen(last=4, saved=[1])).differences] == ["ended"]


def test_a_change_of_the_rate_after_the_last_epoch_is_no_difference() -> None:
    """Nothing trains with it any more."""
    assert compared(run_of(rates=[0.1] * 5 + [0.05]), Foreseen(last=5, reduced=())).differences == []


def test_a_rate_differs_at_the_epoch_that_trains_with_it() -> None:
    """Both rates are told; single precision makes no difference."""
    run = run_of(rates=[0.1, 0.10000000149, 0.05, 0.05, 0.05, 0.05])
    (one,) = compared(run, Foreseen(last=5, rates=[0.1, 0.1, 0.05, 0.025, 0.025])).differences

    assert (one.kind, one.epoch, one.happened, one.foreseen) == ("rate", 4, "it trains at 0.05", "it trains at 0.025")


def test_the_curve_that_decides_may_be_computed() -> None:
    """A ratio stands before the curves of the logs, the values that the epochs to come would have had included."""
    values = [2.0, 1.6, math.nan, None, 1.4]
    timeline = compared(run_of(LOSSES[:3], asked=5), Foreseen(HISTORY, "val_loss / loss", values, 1.5, last=5))

    assert next(iter(timeline.curves)) == "val_loss / loss"
    assert timeline.curves["val_loss / loss"] == [2.0, 1.6, "nan"]
    assert timeline.ahead["val_loss / loss"] == [None, 1.4]
    assert timeline.limit == 1.5


def test_nothing_is_said_about_what_is_not_foreseen() -> None:
    """Without an oracle for saves there is no row for them, and no difference."""
    timeline = compared(run_of(files=["a", "b"]), Foreseen(last=5))

    assert timeline.judged == ["ended"]
    assert timeline.differences == []
