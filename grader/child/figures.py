"""What is in a figure of matplotlib: its texts and its images, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.image import AxesImage

Text = tuple[str, int | None, float]
Image = tuple[Any, int | None, float, float]


def texts_of(figure: Any) -> list[Text]:
    """Return (text, axes, x) of every text that can be read, apart from the numbers along the axes.

    ``axes`` is the number of the axes that it belongs to, None for the figure itself; x is its middle, from 0 to 1.
    """
    found: list[tuple[Any, int | None]] = [(text, None) for part in _parts(figure) for text in part.texts]
    for number, axes in enumerate(figure.axes):
        around = (axes.title, axes._left_title, axes._right_title, axes.xaxis.label, axes.yaxis.label)
        found += [(text, number) for text in (*around, *axes.texts)]
    return [_text(figure, text, axes) for text, axes in found if text.get_visible() and text.get_text().strip()]


def images_of(figure: Any) -> list[Image]:
    """Return (pixels, axes, x, y) of every image, as it was given to matplotlib; x and y are those of its middle."""
    found: list[tuple[Any, int | None]] = [(image, None) for part in _parts(figure) for image in part.images]
    found += [(image, number) for number, axes in enumerate(figure.axes) for image in axes.images]
    seen: list[Image] = []
    for image, axes in found:
        pixels = image.get_array()
        if image.get_visible() and pixels is not None:
            seen.append((np.array(np.ma.getdata(pixels)), axes, *_in_figure(figure, _middle(image, pixels))))
    return seen


def digest_of(texts: list[Text], images: list[Image]) -> int:
    """Return a number that is another one when something in the figure has changed."""
    return hash((tuple(texts), tuple((pixels.tobytes(), *place) for pixels, *place in images)))


def _parts(figure: Any) -> Iterator[Any]:
    """Yield the figure and the figures inside it."""
    yield figure
    for inner in figure.subfigs:
        yield from _parts(inner)


def _text(figure: Any, text: Any, axes: int | None) -> Text:
    x, _ = _in_figure(figure, text.get_transform().transform(text.get_unitless_position()))
    return text.get_text().strip()[:100], axes, x


def _middle(image: Any, pixels: Any) -> Any:
    if isinstance(image, AxesImage):
        left, right, bottom, top = image.get_extent()
        return image.axes.transData.transform(((left + right) / 2, (bottom + top) / 2))
    return getattr(image, "ox", 0) + pixels.shape[1] / 2, getattr(image, "oy", 0) + pixels.shape[0] / 2


def _in_figure(figure: Any, place: Any) -> tuple[float, float]:
    x, y = figure.transFigure.inverted().transform(place)
    return round(float(x), 4), round(float(y), 4)
