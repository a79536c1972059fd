"""Drawn shoes for the clothes: all look to the left, as those of Fashion-MNIST do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.standins.colours import grey

if TYPE_CHECKING:
    import numpy as np

    from grader.standins.canvas import Canvas

_BLACK = grey(0)


def sandal(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw a sole on a heel and thin straps, with gaps that show the background."""
    heel = float(generator.uniform(0.0, 0.5))
    back = 0.5 - heel
    sole = [(-0.95, 0.52), (-0.4, 0.5), (0.2, back + 0.05), (0.9, back - 0.05), (0.92, back + 0.08), (0.25, back + 0.2)]
    canvas.polygon([*sole, (-0.35, 0.66), (-0.95, 0.64)], grey(level))
    canvas.polygon([(0.66, back), (0.92, back), (0.86, 0.66), (0.72, 0.66)], grey(level * 0.8))
    straps = int(generator.integers(1, 3))
    for number in range(straps + 1):
        start = -0.82 + 0.3 * number
        canvas.line([(start, 0.52), (start + 0.22, 0.22 - 0.1 * number), (start + 0.44, 0.5)], grey(level), 0.1)
    canvas.line([(0.9, back), (0.84, back - 0.45), (0.3, back - 0.3), (0.2, back + 0.1)], grey(level * 0.9), 0.09)


def sneaker(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw a low shoe on a thick light sole, with laces and a stripe."""
    from grader.standins.canvas import rounded

    high = float(generator.uniform(-0.32, -0.16))
    upper = [(-0.92, 0.42), (-0.86, 0.2), (-0.5, 0.1), (-0.1, high + 0.06), (0.1, high), (0.3, high + 0.16)]
    canvas.polygon(rounded([*upper, (0.62, high + 0.14), (0.86, high - 0.02), (0.93, 0.1), (0.92, 0.44)]), grey(level))
    sole = grey(255 if level < 170 else level * 0.5)
    canvas.polygon(rounded([(-0.97, 0.42), (-0.4, 0.44), (0.95, 0.42), (0.95, 0.6), (0.0, 0.62), (-0.9, 0.6)]), sole)
    for lace in range(4):
        x, y = -0.46 + 0.13 * lace, 0.12 - 0.075 * lace
        canvas.line([(x, y), (x + 0.12, y + 0.14)], grey(level * 0.4), 0.05)
    tilt = float(generator.uniform(-0.1, 0.2))
    canvas.line([(0.1 + tilt, 0.36), (0.5, high + 0.24)], grey(level * 0.45), 0.1)


def ankle_boot(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw a shaft up to the ankle, a foot to the left and a heel."""
    from grader.standins.canvas import rounded

    front, heel = float(generator.uniform(-0.14, 0.02)), float(generator.uniform(0.1, 0.3))
    top = float(generator.uniform(-0.92, -0.72))
    sole = 0.86 - heel
    canvas.polygon([(front, top), (0.7, top - 0.04), (0.72, sole + 0.02), (front, sole + 0.02)], grey(level))
    foot = [
        (-0.88, 0.8),
        (-0.88, 0.6),
        (-0.5, 0.38),
        (front - 0.02, 0.0),
        (0.3, -0.1),
        (0.72, 0.1),
        (0.78, sole),
        (0.1, 0.8),
    ]
    canvas.polygon(rounded(foot), grey(level))
    canvas.polygon([(0.4, sole - 0.06), (0.8, sole - 0.06), (0.76, 0.88), (0.46, 0.88)], grey(level * 0.55))
    canvas.line([(-0.92, 0.82), (0.1, 0.82), (0.42, sole + 0.04)], grey(level * 0.55), 0.1)
    if generator.random() < 0.5:  # a zip or an elastic side
        canvas.line([(0.3, top + 0.1), (0.36, 0.2)], grey(level * 0.5), 0.09)
    else:
        canvas.line([(front, top + 0.08), (0.7, top + 0.04)], grey(level * 1.3), 0.1)
