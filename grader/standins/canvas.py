"""A canvas in units of its own, rotated, moved and smoothed: what all drawings have in common."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
_FINE = 3


class Canvas:
    """Draws in units where the picture is 2 wide and 2 high and (0, 0) is its middle.

    Everything is scaled by ``scale``, turned by ``angle`` (radians) and moved to ``middle``; drawn three times as
    large and reduced, so that edges are smooth.
    """

    def __init__(
        self, size: tuple[int, int], background: Image.Image, scale: float, angle: float, middle: Point
    ) -> None:
        self._size = size
        self._image = background.resize((size[0] * _FINE, size[1] * _FINE))
        self._draw = ImageDraw.Draw(self._image)
        self._unit = min(size) * _FINE / 2 * scale
        self._cos, self._sin = math.cos(angle), math.sin(angle)
        self._middle = (size[0] * _FINE * (1 + middle[0]) / 2, size[1] * _FINE * (1 + middle[1]) / 2)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill the area between ``points``."""
        self._draw.polygon([self._place(point) for point in points], fill=fill)

    def ellipse(self, middle: Point, width: float, height: float, fill: Colour, turned: float = 0.0) -> None:
        """Fill an ellipse with the given half axes, turned by ``turned`` radians."""
        steps = np.linspace(0, 2 * math.pi, 40, endpoint=False)
        cos, sin = math.cos(turned), math.sin(turned)
        around = [(width * math.cos(step), height * math.sin(step)) for step in steps]
        self.polygon([(middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos) for x, y in around], fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """Draw a line through ``points``."""
        self._draw.line([self._place(point) for point in points], fill=fill, width=max(1, round(width * self._unit)))

    def finish(self, blur: float = 0.0) -> Image.Image:
        """Return the picture in its final size."""
        image = self._image.filter(ImageFilter.GaussianBlur(blur * _FINE)) if blur else self._image
        return image.resize(self._size, Image.Resampling.LANCZOS)

    def _place(self, point: Point) -> Point:
        x, y = point[0] * self._unit, point[1] * self._unit
        return self._middle[0] + x * self._cos - y * self._sin, self._middle[1] + x * self._sin + y * self._cos


def noisy(image: Image.Image, generator: np.random.Generator, strength: float) -> Image.Image:
    """Return ``image`` with the grain of a photograph."""
    pixels = np.asarray(image).astype("float32")
    grain = generator.normal(0, strength, (*pixels.shape[:2], 1))
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype("uint8"))
