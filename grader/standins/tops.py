"""Drawn tops for the clothes: T-shirts, pullovers, coats and shirts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.standins.colours import grey

if TYPE_CHECKING:
    import numpy as np

    from grader.standins.canvas import Canvas, Point

_BLACK = grey(0)


def both(half: list[Point]) -> list[Point]:
    """Return the whole outline whose right half is ``half``, from top to bottom."""
    return half + [(-x, y) for x, y in reversed(half)]


def t_shirt(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw short sleeves and a round neck, sometimes with a print."""
    sleeve, hem = float(generator.uniform(0.72, 0.9)), float(generator.uniform(0.42, 0.5))
    half = [(0.24, -0.86), (0.5, -0.78), (sleeve, -0.38), (sleeve - 0.24, -0.22), (0.45, -0.36), (hem, 0.88)]
    canvas.polygon(both(half), grey(level))
    canvas.ellipse((0, -0.86), 0.22, 0.14 if generator.random() < 0.6 else 0.32, _BLACK)
    if generator.random() < 0.4:  # a print on the chest
        canvas.ellipse((0, -0.1), 0.22, 0.18, grey(level * 0.55))


def _sleeves(canvas: Canvas, generator: np.random.Generator, level: float, wide: float) -> None:
    """Draw two long sleeves, a dark gap away from the body, with cuffs."""
    out, end = float(generator.uniform(0.78, 0.92)), float(generator.uniform(0.5, 0.74))
    for side in (-1, 1):
        sleeve = [(0.36, -0.82), (0.58, -0.7), (out, end), (out - 0.22, end + 0.03), (wide + 0.06, -0.2)]
        canvas.polygon([(side * x, y) for x, y in sleeve], grey(level * 0.9))
        canvas.line([(side * out, end - 0.05), (side * (out - 0.22), end - 0.02)], grey(level * 0.6), 0.08)


def pullover(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw long sleeves, a round neck and a knitted hem; nothing opens at the front."""
    hem = float(generator.uniform(0.62, 0.76))
    _sleeves(canvas, generator, level, 0.45)
    canvas.polygon(both([(0.22, -0.84), (0.48, -0.76), (0.46, -0.2), (0.46, hem)]), grey(level))
    canvas.line([(-0.46, hem - 0.05), (0.46, hem - 0.05)], grey(level * 0.6), 0.12)
    canvas.ellipse((0, -0.84), 0.26, 0.2, grey(level * 0.6))
    canvas.ellipse((0, -0.88), 0.17, 0.14, _BLACK)
    for row in range(int(generator.integers(0, 3))):  # knitted bands across the chest
        canvas.line([(-0.45, -0.2 + 0.24 * row), (0.45, -0.2 + 0.24 * row)], grey(level * 0.72), 0.08)


def coat(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw a long body with lapels, open from top to bottom."""
    hem = float(generator.uniform(0.46, 0.56))
    _sleeves(canvas, generator, level, 0.46)
    canvas.polygon(both([(0.26, -0.9), (0.5, -0.78), (0.46, -0.1), (hem, 0.95)]), grey(level))
    canvas.polygon([(-0.05, 0.95), (-0.04, -0.3), (0, -0.4), (0.04, -0.3), (0.05, 0.95)], grey(level * 0.15))
    canvas.polygon([(-0.2, -0.92), (0.2, -0.92), (0, -0.2)], grey(level * 0.15))
    for side in (-1, 1):
        canvas.polygon([(side * 0.16, -0.95), (side * 0.38, -0.7), (side * 0.03, -0.1)], grey(level * 1.25))
        canvas.line([(side * 0.2, 0.3), (side * 0.4, 0.26)], grey(level * 0.5), 0.06)


def shirt(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw a collar, a row of buttons and often stripes or checks."""
    hem, pattern = float(generator.uniform(0.62, 0.84)), int(generator.integers(3))
    _sleeves(canvas, generator, level, 0.44)
    canvas.polygon(both([(0.2, -0.82), (0.47, -0.76), (0.44, -0.1), (0.44, hem), (0.2, hem + 0.1)]), grey(level))
    if pattern:
        for column in (-0.33, -0.2, 0.2, 0.33):
            canvas.line([(column, -0.7), (column, hem)], grey(level * 0.68), 0.05)
    if pattern == 2:
        for row in range(5):
            canvas.line([(-0.44, -0.5 + 0.28 * row), (0.44, -0.5 + 0.28 * row)], grey(level * 0.68), 0.05)
    canvas.line([(0, -0.7), (0, hem + 0.08)], grey(level * 1.2), 0.13)
    for row in range(5):
        canvas.ellipse((0, -0.5 + 0.27 * row), 0.045, 0.045, grey(level * 0.2))
    for side in (-1, 1):
        canvas.polygon([(0, -0.66), (side * 0.14, -0.94), (side * 0.33, -0.7), (side * 0.2, -0.5)], grey(level * 1.3))
    canvas.polygon([(-0.12, -0.92), (0.12, -0.92), (0, -0.68)], grey(level * 0.3))
