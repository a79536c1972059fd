"""The words of a picture."""

from __future__ import annotations

from grader.picture.timeline import Scene, Timeline
from grader.picture.words import difference, in_order, is_about, marked_up, verdict
from tests.picture.made import too_long
from tests.picture.made import verdict as made


def test_the_verdict_about_what_differs_comes_first() -> None:
    """Where a training went on too long, the check of its end explains it, not that of the saved file."""
    saves = made("The file holds the best model.", expected="best.keras holds the model of epoch 4")
    ends = made("Training ends in time.")

    assert in_order(Scene("a", "", [too_long()], [saves, ends])) == [ends, saves]
    assert in_order(Scene("a", "", [Timeline()], [saves, ends])) == [saves, ends]


def test_kinds_are_told_by_their_words() -> None:
    """A verdict on the rate is about reductions, one on printing is not about the end."""
    assert is_about(made("x", expected="epoch 6 trains at another rate"), "reduced")
    assert is_about(made("x", expected="epoch 2 prints `a`"), "printed")
    assert not is_about(made("x", expected="epoch 2 prints `a`"), "ended")


def test_the_first_difference_in_words() -> None:
    """Both sides are told; where all is well, that is; where nobody knows, nothing."""
    assert "Happened: training goes on. Should have happened: training ends after epoch 4." in difference(too_long())
    assert "What happened is what should have happened" in difference(Timeline(foreseen=[]))
    assert difference(Timeline()) == ""


def test_nothing_becomes_markup_but_code() -> None:
    """Backticks become code, whatever stands in them is escaped."""
    assert marked_up("`<b>` & <i>") == "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"


def test_a_verdict_is_told_in_full() -> None:
    """Expected, seen, why and the line; a check that was not judged has its note."""
    text = verdict(made(line=12))
    note = verdict(made(expected="", seen="", why="", note="`x` is not written yet."))

    assert [word in text for word in ("expected", "seen", "why", "line 12")] == [True] * 4
    assert "<code>x</code> is not written yet." in note
    assert "expected" not in note
