"""Where drawn horses and humans stand: the same places for both, so that no place gives a class away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.standins.colours import any_of, shade

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_SKIES = ((150, 195, 235), (205, 215, 225), (240, 205, 165), (120, 150, 190), (225, 225, 215), (170, 185, 180))
_GROUNDS = ((110, 150, 75), (195, 175, 130), (135, 130, 125), (150, 115, 80), (85, 120, 80), (215, 205, 185))
_FAR = ((70, 110, 70), (115, 125, 140), (160, 140, 115), (95, 95, 105), (140, 160, 120))


def scene(generator: np.random.Generator, side: int) -> Image:
    """Return a place without anybody in it: sky, ground, and hills, trees, houses or nothing between them."""
    from PIL import Image as Images
    from PIL import ImageDraw

    horizon = int(side * generator.uniform(0.5, 0.72))
    sky, ground = any_of(_SKIES, generator), any_of(_GROUNDS, generator)
    image = Images.new("RGB", (side, side))
    draw = ImageDraw.Draw(image)
    for row in range(side):
        light = 0.85 + 0.25 * row / horizon if row < horizon else 1.1 - 0.4 * (row - horizon) / (side - horizon)
        draw.line([(0, row), (side, row)], fill=shade(sky if row < horizon else ground, light))
    between = (_hills, _trees, _houses, _nothing)[int(generator.integers(4))]
    between(draw, generator, side, horizon)
    for _ in range(int(generator.integers(4, 12))):  # stones, tufts or shadows on the ground
        x, y = generator.uniform(0, side), generator.uniform(horizon, side)
        wide = side * 0.06 * (y - horizon) / (side - horizon) + 3
        draw.ellipse((x - wide, y - wide / 4, x + wide, y + wide / 4), fill=shade(ground, 0.75))
    return image


def _hills(draw: ImageDraw, generator: np.random.Generator, side: int, horizon: int) -> None:
    for _ in range(3):
        x, wide, high = generator.uniform((0, 0.3, 0.05), (1, 0.7, 0.2)) * side
        draw.pieslice((x - wide, horizon - high, x + wide, horizon + high), 180, 360, fill=any_of(_FAR, generator))


def _trees(draw: ImageDraw, generator: np.random.Generator, side: int, horizon: int) -> None:
    for _ in range(int(generator.integers(2, 7))):
        x, wide, high = generator.uniform((0, 0.05, 0.15), (1, 0.12, 0.4)) * side
        draw.rectangle((x - wide / 8, horizon - high / 2, x + wide / 8, horizon), fill=(95, 75, 60))
        draw.ellipse((x - wide, horizon - high, x + wide, horizon - high / 3), fill=any_of(_FAR, generator))


def _houses(draw: ImageDraw, generator: np.random.Generator, side: int, horizon: int) -> None:
    for _ in range(int(generator.integers(2, 6))):
        x, wide, high = generator.uniform((-0.1, 0.1, 0.15), (0.9, 0.35, 0.45)) * side
        wall = any_of(_FAR, generator)
        draw.rectangle((x, horizon - high, x + wide, horizon), fill=wall)
        for column in range(3):
            left, top = x + wide * (0.12 + 0.28 * column), horizon - high * 0.8
            draw.rectangle((left, top, left + wide * 0.16, top + high * 0.3), fill=shade(wall, 1.35))


def _nothing(draw: ImageDraw, generator: np.random.Generator, side: int, horizon: int) -> None:
    """Leave the horizon bare."""
