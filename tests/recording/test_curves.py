from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from grader.recording.curves import draw
from grader.recording.plan import Figure

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = {"loss": [0.9, 0.5, 0.3], "val_loss": [0.8, 0.6, 0.7], "rate": [0.1, 0.1, 0.01]}


@pytest.fixture
def picture(figure: Figure) -> ElementTree.Element:
    """Return the drawn figure as a tree."""
    return ElementTree.fromstring(draw(figure, NUMBERS, "How it was made."))


def test_it_is_told_in_words(picture: ElementTree.Element) -> None:
    """A title and a description, which the picture refers to, say what it shows and how it was made."""
    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")

    assert title is not None
    assert description is not None
    assert title.text == "Losses & rate"
    assert description.text == "What it shows. How it was made."
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_it_says_that_the_data_is_drawn(picture: ElementTree.Element) -> None:
    """Every figure carries the notice in the picture itself."""
    assert "Drawn stand-in data, no photographs." in "".join(picture.itertext())


def test_a_smaller_number_lies_lower(picture: ElementTree.Element) -> None:
    """The dots of the training loss go down the picture and to the right, as its numbers fall."""
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in picture.iter(f"{SVG}circle")]
    curve = dots[1:4]  # the one before them stands in the legend

    assert [x for x, _ in curve] == sorted(x for x, _ in curve)
    assert [y for _, y in curve] == sorted(y for _, y in curve)


def test_stairs_are_flat_between_their_steps(picture: ElementTree.Element) -> None:
    """A rate holds for its epoch: each piece of the line is level or upright."""
    stairs = [path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("class") == "line"][-1]
    numbers = [float(number) for number in stairs.replace("M", "").replace("L", "").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))

    assert len(points) == 6
    assert all(x == u or y == v for (x, y), (u, v) in pairwise(points))


def test_curves_differ_without_colour(picture: ElementTree.Element) -> None:
    """Two lines of one panel have other dashes, and dots of another shape."""
    dashes = [path.get("stroke-dasharray") for path in picture.iter(f"{SVG}path") if path.get("class") == "line"]

    assert dashes[0] != dashes[1]
    assert [one.tag for one in picture.iter() if one.get("class") == "dot"].count(f"{SVG}rect") == 4
