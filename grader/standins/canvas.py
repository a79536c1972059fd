"""A canvas in units of its own, rotated, moved and smoothed: what all drawings have in common."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from grader.standins.colours import Colour

Point = tuple[float, float]
_FINE = 3


class Canvas:
    """Draws in units where the picture is 2 wide and 2 high and (0, 0) is its middle.

    Everything is scaled by ``scale``, turned by ``angle`` (radians) and moved to ``middle``; drawn ``fine`` times as
    large and reduced, so that edges are smooth.
    """

    def __init__(
        self,
        size: tuple[int, int],
        background: Image.Image,
        scale: float,
        angle: float,
        middle: Point,
        fine: int = _FINE,
    ) -> None:
        self._size, self._fine = size, fine
        self._image = background.resize((size[0] * self._fine, size[1] * self._fine))
        self._draw = ImageDraw.Draw(self._image)
        self._unit = min(size) * self._fine / 2 * scale
        self._cos, self._sin = math.cos(angle), math.sin(angle)
        self._middle = (size[0] * self._fine * (1 + middle[0]) / 2, size[1] * self._fine * (1 + middle[1]) / 2)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill the area between ``points``."""
        self._draw.polygon([self._place(point) for point in points], fill=fill)

    def ellipse(self, middle: Point, width: float, height: float, fill: Colour, turned: float = 0.0) -> None:
        """Fill an ellipse with the given half axes, turned by ``turned`` radians."""
        steps = np.linspace(0, 2 * math.pi, 40, endpoint=False)
        cos, sin = math.cos(turned), math.sin(turned)
        around = [(width * math.cos(step), height * math.sin(step)) for step in steps]
        self.polygon([(middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos) for x, y in around], fill)

    def limb(self, joints: Sequence[Point], widths: Sequence[float], fill: Colour) -> None:
        """Draw what is round at each of the ``joints``, where it is as wide as ``widths`` says, and tapered between."""
        for joint, width in zip(joints, widths, strict=True):
            self.ellipse(joint, width / 2, width / 2, fill)
        for (one, two), (wide, narrow) in zip(pairwise(joints), pairwise(widths), strict=True):
            length = math.dist(one, two) or 1.0
            x, y = (two[1] - one[1]) / length / 2, (one[0] - two[0]) / length / 2
            ends = ((one, wide), (two, narrow), (two, -narrow), (one, -wide))
            self.polygon([(middle[0] + x * half, middle[1] + y * half) for middle, half in ends], fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """Draw a line through ``points``."""
        self._draw.line([self._place(point) for point in points], fill=fill, width=max(1, round(width * self._unit)))

    def finish(self, blur: float = 0.0, *, plain: bool = False) -> Image.Image:
        """Return the picture in its final size; ``plain`` is quicker, and its even areas stay even."""
        if plain:
            return self._image.reduce(self._fine)
        image = self._image.filter(ImageFilter.GaussianBlur(blur * self._fine)) if blur else self._image
        return image.resize(self._size, Image.Resampling.LANCZOS)

    def _place(self, point: Point) -> Point:
        x, y = point[0] * self._unit, point[1] * self._unit
        return self._middle[0] + x * self._cos - y * self._sin, self._middle[1] + x * self._sin + y * self._cos


def rounded(corners: Sequence[Point], steps: int = 6) -> list[Point]:
    """Return a smooth closed outline through all ``corners`` (a spline of Catmull and Rom)."""
    middle = np.asarray(corners, "float64")
    before, after, last = (np.roll(middle, shift, axis=0) for shift in (1, -1, -2))
    time = (np.arange(steps) / steps)[None, :, None]
    parts = [part[:, None] for part in (before, middle, after, last)]
    outline = 0.5 * (
        2 * parts[1]
        + (parts[2] - parts[0]) * time
        + (2 * parts[0] - 5 * parts[1] + 4 * parts[2] - parts[3]) * time**2
        + (3 * parts[1] - parts[0] - 3 * parts[2] + parts[3]) * time**3
    )
    return [(float(x), float(y)) for x, y in outline.reshape(-1, 2)]


def noisy(image: Image.Image, generator: np.random.Generator, strength: float) -> Image.Image:
    """Return ``image`` with the grain of a photograph."""
    pixels = np.asarray(image).astype("float32")
    grain = generator.normal(0, strength, (*pixels.shape[:2], 1))
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype("uint8"))
