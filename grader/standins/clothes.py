"""Drawn clothes, shoes and bags in shades of grey on black, in the ten classes of Fashion-MNIST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.standins import shoes, tops
from grader.standins.colours import grey

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    from grader.standins.canvas import Canvas

CLASSES = (
    *("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"),
    *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
)
SIDE = 28
_BLACK = grey(0)


def draw(generator: np.random.Generator, label: int) -> Image:
    """Return one picture, 28 pixels wide and high, in shades of grey."""
    from PIL import Image as Images

    from grader.standins.canvas import Canvas, noisy

    drawers = (
        tops.t_shirt,
        _trouser,
        tops.pullover,
        _dress,
        tops.coat,
        shoes.sandal,
        tops.shirt,
        shoes.sneaker,
        _bag,
        shoes.ankle_boot,
    )
    middle = (float(generator.uniform(-0.05, 0.05)), float(generator.uniform(-0.04, 0.04)))
    scale, angle = float(generator.uniform(0.88, 1.0)), float(generator.uniform(-0.06, 0.06))
    canvas = Canvas((SIDE, SIDE), Images.new("RGB", (8, 8), _BLACK), scale, angle, middle, fine=5)
    drawers[label](canvas, generator, float(generator.uniform(95, 235)))
    picture = canvas.finish(plain=True).convert("L")
    woven = noisy(picture.convert("RGB"), generator, 4).convert("L")
    return Images.composite(woven, picture, picture.point(lambda level: 255 * (level > 8)))


def _trouser(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    wide, leg = float(generator.uniform(0.3, 0.38)), float(generator.uniform(0.16, 0.24))
    spread = float(generator.uniform(0.06, 0.18))
    half = [(wide - 0.02, -0.95), (wide + 0.08, -0.4), (spread + leg, 0.95), (spread, 0.95), (0.015, -0.3)]
    canvas.polygon(tops.both(half), grey(level))
    canvas.line([(-wide, -0.84), (wide, -0.84)], grey(level * 0.6), 0.06)
    canvas.line([(0, -0.84), (0, -0.3)], grey(level * 0.6), 0.05)


def _dress(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    """Draw straps or short sleeves, a narrow waist and a skirt that widens."""
    from grader.standins.canvas import rounded

    skirt, waist = float(generator.uniform(0.36, 0.6)), float(generator.uniform(0.17, 0.22))
    canvas.polygon(
        rounded(tops.both([(0.24, -0.72), (waist + 0.04, -0.42), (waist, -0.2), (0.32, 0.25), (skirt, 0.92)])),
        grey(level),
    )
    for side in (-1, 1):
        canvas.line([(side * 0.2, -0.6), (side * 0.15, -0.95)], grey(level), 0.09)
        if generator.random() < 0.5:
            canvas.line([(side * 0.15, 0.2), (side * skirt * 0.6, 0.88)], grey(level * 0.7), 0.04)
    canvas.line([(-waist, -0.2), (waist, -0.2)], grey(level * 0.55), 0.09)


def _bag(canvas: Canvas, generator: np.random.Generator, level: float) -> None:
    wide, high = float(generator.uniform(0.68, 0.9)), float(generator.uniform(0.45, 0.65))
    top = 0.8 - 2 * high
    canvas.ellipse((0, top), wide * 0.55, float(generator.uniform(0.4, 0.6)), grey(level * 0.8))
    canvas.ellipse((0, top), wide * 0.55 - 0.14, float(generator.uniform(0.26, 0.34)), _BLACK)
    canvas.polygon([(-wide * 0.88, top), (wide * 0.88, top), (wide, 0.8), (-wide, 0.8)], grey(level))
    if generator.random() < 0.6:  # a flap with a clasp
        canvas.polygon(
            [(-wide * 0.88, top), (wide * 0.88, top), (wide * 0.7, top + high), (-wide * 0.7, top + high)],
            grey(level * 0.75),
        )
    canvas.ellipse((0, top + high), 0.09, 0.09, grey(level * 1.4))
