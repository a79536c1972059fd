"""A timeline as SVG."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest

from grader.oracles import Foreseen
from grader.picture.figure import figure, panels_of, told
from grader.picture.observe import observe
from grader.picture.timeline import Mark, Timeline
from tests.picture.made import compared, run_of, too_long, too_short

SVG = "{http://www.w3.org/2000/svg}"


def _tree(timeline: Timeline) -> ElementTree.Element:
    return ElementTree.fromstring(figure(timeline, "f", "A <title> & more"))


def _of_class(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


def test_it_is_told_in_words() -> None:
    """Title and description name what is shown, the first difference included."""
    tree = _tree(too_long())
    words = tree.find(f"{SVG}desc")

    assert words is not None
    assert "First difference after epoch 4" in (words.text or "")
    assert tree.get("aria-labelledby") == "f-title f-words"
    assert tree.findtext(f"{SVG}title") == "A <title> & more"


def test_the_first_difference_is_framed_at_its_epoch() -> None:
    """The frame lies around the marks of its epoch, and is named in words."""
    tree = _tree(too_long())
    (frame,) = _of_class(tree, "rp-first")
    (should,) = _of_class(tree, "rp-should")
    x = float((should.get("d") or "M0").split()[0].removeprefix("M"))
    left, width = float(frame.get("x") or 0), float(frame.get("width") or 0)

    assert left < x < left + width
    assert [text.text for text in _of_class(tree, "rp-here")] == ["first difference: epoch 4"]


def test_nothing_is_framed_where_nothing_differs() -> None:
    """A right answer shows no red frame."""
    tree = _tree(compared(run_of(), Foreseen(last=5)))

    assert _of_class(tree, "rp-first") == []


def test_what_was_not_trained_is_another_kind_of_line() -> None:
    """The rest of a script goes on, dotted, from the last value that was measured."""
    rest = _of_class(_tree(too_short()), "rp-rest")

    assert len(rest) == 2
    assert all(len((path.get("d") or "").split("L")) == 4 for path in rest)


@pytest.mark.parametrize(
    "values",
    [
        [math.nan] * 3,
        [1.0, math.nan, math.inf, -math.inf, 2.0],
        [1e29, -1e29, 0.0],
        [1.0, 1.0 + 1e-15, 1.0],
        [1e-14, 2e-14],
        [0.0],
        [1e300, 10**400],
        [5e-324, 0.0],
        ["text", None, []],
    ],
    ids=str,
)
def test_any_values_give_a_figure(values: list[object]) -> None:
    """NaN interrupts a curve and is written at its epoch; extreme, equal and missing values break nothing."""
    run = run_of(values)
    tree = _tree(observe(run, run.fit))

    assert "nan" not in " ".join(element.get("d") or "" for element in tree.iter())
    assert len(_of_class(tree, "rp-odd")) == len(
        [v for v in values if isinstance(v, float | int) and not abs(v) < 1e30]
    )


def test_the_curve_that_decides_comes_first_and_rates_only_where_they_change() -> None:
    """The panel of the watched value stands on top; a rate that always stays the same has none."""
    steady = compared(run_of(), Foreseen(watched="val_loss", last=5))
    falling = compared(run_of(rates=[0.1, 0.1, 0.1, 0.05, 0.05, 0.05]), Foreseen(watched="learning rate", last=5))

    assert [list(panel.curves) for panel in panels_of(steady)] == [["loss", "val_loss"]]
    assert [list(panel.curves) for panel in panels_of(falling)] == [["learning rate"], ["loss", "val_loss"]]


def test_a_fit_without_an_epoch_gives_a_figure() -> None:
    """Nothing was trained, or measured: that is what it says, and the epochs are numbered all the same."""
    bare = _tree(Timeline(ran=2, happened=[Mark("ended", 2, "it ends")]))
    assert [text.text for text in bare.iter(f"{SVG}text")][:3] == ["epoch", "1", "2"]

    run = run_of([], ends=False)

    assert "Curves of nothing" in told(observe(run, run.fit))
    assert _tree(observe(run, run.fit)) is not None
