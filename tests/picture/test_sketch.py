"""The picture in a terminal."""

from __future__ import annotations

from grader.oracles import Foreseen
from grader.picture.sketch import sketch
from grader.picture.timeline import Scene, Timeline
from tests.picture.made import LOSSES, compared, run_of, too_long, verdict


def _lines(timeline: Timeline, width: int = 74, **words: str) -> list[str]:
    return sketch(Scene("curve", "", [timeline], [verdict(**words)]), "test_stops", width)


def test_the_curve_and_its_epochs() -> None:
    """Dots in five rows, numbers below them, marks below their epochs, and the difference in words."""
    head, *plot, epochs, did, should, words = _lines(too_long())

    assert head == "val_loss, run “curve”"
    assert plot == [
        "       1 ┤   ●",
        "         ┤               ●     ●",
        "         ┤",
        "         ┤         ●",
        "     0.7 ┤                           ●",
    ]
    assert epochs == "   epoch     1     2     3     4     5"
    assert did == "     did                             ▲"
    assert should == "  should                       ▲"
    assert words == "epoch 4: training goes on; should have: training ends after epoch 4"


def test_marks_stand_below_their_dots() -> None:
    """The column of an epoch is the same in the curve, in the numbers and in the marks."""
    lines = _lines(too_long())
    columns = {line.index("●") for line in lines if "●" in line}

    assert lines[5].index("●") == lines[6].index("5") == lines[7].index("▲")
    assert len(columns) >= 3


def test_it_fits_the_terminal() -> None:
    """Many epochs share the room, the numbers thin out; without room for them there is no sketch."""
    many = compared(run_of([0.5 + index % 7 for index in range(50)]), Foreseen(watched="val_loss", last=40))
    lines = _lines(many)

    assert lines
    assert max(map(len, lines[:-1])) <= 72
    assert _lines(too_long(), width=40) == []
    assert _lines(compared(run_of([0.5, 0.4] * 50), Foreseen(last=50))) == []


def test_a_limit_is_a_line_of_its_own() -> None:
    """The row of the threshold shows where the curve crosses it."""
    ratios = [1.0, 2.0, 3.0, 3.0, 3.0]
    timeline = compared(run_of(), Foreseen(watched="ratio", values=ratios, limit=1.5, last=2))

    (row,) = [line for line in _lines(timeline) if "╌" in line]
    assert row.startswith("     1.5 ┤")


def test_a_rate_shows_what_it_should_have_been() -> None:
    """Full dots for what happened, hollow ones for what should have."""
    timeline = compared(run_of(), Foreseen(watched="learning rate", last=5, rates=[0.01, 0.01, 0.02, 0.03, 0.04]))
    text = "\n".join(_lines(timeline, expected="epoch 3 trains at the rate 0.02"))

    assert (text.count("●"), text.count("○")) == (5, 3)


def test_it_is_silent_where_it_would_not_help() -> None:
    """Where nothing differs, where only printed lines do, where the check is about something else, for another check."""
    printed = compared(run_of(), Foreseen(watched="val_loss", last=5, printed=[["x"]]))

    assert _lines(compared(run_of(), Foreseen(last=5))) == []
    assert _lines(printed, expected="it prints `x`") == []
    assert _lines(too_long(), title="x", expected="another name", seen="", why="") == []
    assert sketch(Scene("curve", "", [too_long()], [verdict()]), "test_other", 80) == []
    assert sketch(Scene("curve", "", [], [verdict()]), "test_stops", 80) == []


def test_values_that_have_no_place_are_left_out() -> None:
    """NaN gives no dot; a curve without two numbers gives no sketch."""
    half = compared(run_of([float("nan"), *LOSSES[1:]]), Foreseen(watched="val_loss", last=4))
    none = compared(run_of([float("nan")] * 5), Foreseen(watched="val_loss", last=4))

    assert "\n".join(_lines(half)).count("●") == 4
    assert _lines(none) == []
