"""Texts and images of a figure, each with its place."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from grader.child.figures import digest_of, images_of, texts_of

PIXELS = np.arange(12).reshape(3, 4)


def _row() -> Figure:
    figure = Figure()
    FigureCanvasAgg(figure)
    for axes, title in zip(figure.subplots(1, 2), ("left one", "right one"), strict=True):
        axes.imshow(PIXELS)
        axes.set_title(title)
    figure.suptitle("above")
    return figure


def test_texts_are_found_wherever_they_were_written() -> None:
    """Titles, headings, labels and texts in the picture count; invisible ones, and numbers along the axes, do not."""
    figure = _row()
    figure.axes[0].set_title("from the left", loc="left")
    figure.axes[0].text(1, 1, " inside ")
    figure.axes[1].set_xlabel("below")
    figure.axes[1].set_ylabel("hidden", visible=False)

    texts = {text: axes for text, axes, _ in texts_of(figure)}

    assert texts == {"above": None, "left one": 0, "from the left": 0, "inside": 0, "right one": 1, "below": 1}


def test_places_go_from_left_to_right() -> None:
    """The middle counts, so that titles and images can be sorted as they stand."""
    places = {text: x for text, _, x in texts_of(_row())}
    (_, _, first, height), (_, _, second, same) = images_of(_row())

    assert places["left one"] < places["above"] < places["right one"]
    assert first < 0.5 < second
    assert height == same


def test_images_are_those_that_were_given() -> None:
    """Pixels are what `imshow` was given; images of the figure itself, and of figures inside it, count as well."""
    figure = Figure(figsize=(4, 2), dpi=100)
    parts: Any = figure.subfigures(2, 1)
    parts[1].subplots().imshow(PIXELS + 1)
    figure.figimage(PIXELS, xo=100, yo=50)

    (own, axes, x, y), (inner, inner_axes, _, _) = images_of(figure)

    assert (own.tolist(), axes, inner.tolist(), inner_axes) == (PIXELS.tolist(), None, (PIXELS + 1).tolist(), 0)
    assert (round(x, 2), round(y, 2)) == (0.26, 0.26)


def test_a_change_is_noticed() -> None:
    """The digest is another one when a text or a pixel has changed, and only then."""
    figure = _row()
    before = digest_of(texts_of(figure), images_of(figure))

    assert digest_of(texts_of(figure), images_of(figure)) == before
    figure.axes[0].images[0].set_data(PIXELS[::-1])
    changed = digest_of(texts_of(figure), images_of(figure))
    figure.axes[0].set_title("another")
    assert len({before, changed, digest_of(texts_of(figure), images_of(figure))}) == 3
