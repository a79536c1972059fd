"""Drawn head slices in four classes; not photographs, and not for diagnosis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    from grader.standins.canvas import Canvas, Point

GLIOMA, MENINGIOMA, NO_TUMOUR, PITUITARY = range(4)
NOTICE = "Drawn by the kit for exercises. These are no photographs, and they are not for diagnosis.\n"


def draw(generator: np.random.Generator, label: int) -> Image:
    """Return one slice, 96 to 128 pixels wide, with what is typical of its class and a mark that says `drawn`."""
    from PIL import Image as Images
    from PIL import ImageDraw

    from grader.standins.canvas import Canvas, noisy

    side = int(generator.integers(96, 129))
    canvas = Canvas(
        (side, side + int(generator.integers(-8, 9))),
        Images.new("RGB", (8, 8), (6, 6, 6)),
        float(generator.uniform(0.82, 0.95)),
        float(generator.uniform(-0.15, 0.15)),
        (float(generator.uniform(-0.06, 0.06)), float(generator.uniform(-0.06, 0.06))),
    )
    _head(canvas, generator)
    _TUMOURS[label](canvas, generator)
    image = noisy(canvas.finish(blur=0.6), generator, 5)
    ImageDraw.Draw(image).text((2, image.height - 11), "drawn", fill=(110, 110, 110), font_size=8)
    return image


def _head(canvas: Canvas, generator: np.random.Generator) -> None:
    width = float(generator.uniform(0.72, 0.8))
    brain = int(generator.integers(95, 125))
    canvas.ellipse((0, 0), width + 0.12, 0.97, _grey(175))
    canvas.ellipse((0, 0), width + 0.04, 0.89, _grey(25))
    canvas.ellipse((0, 0), width, 0.84, _grey(brain))
    for _ in range(26):  # the folds of the surface
        angle = float(generator.uniform(0, 2 * math.pi))
        start = (width * 0.97 * math.cos(angle), 0.81 * math.sin(angle))
        turn = float(generator.uniform(0.72, 0.86))
        canvas.line([start, (start[0] * turn, start[1] * turn)], _grey(brain - 35), 0.03)
    canvas.line([(0, -0.82), (0, 0.82)], _grey(brain - 45), 0.025)
    for side in (-1, 1):  # the ventricles
        canvas.ellipse((side * 0.12, -0.14), 0.065, 0.22, _grey(30), turned=side * 0.25)
        canvas.ellipse((side * 0.14, 0.2), 0.05, 0.15, _grey(30), turned=-side * 0.4)


def _glioma(canvas: Canvas, generator: np.random.Generator) -> None:
    """Draw an irregular mass with a swelling around it, somewhere in one hemisphere."""
    side = generator.choice([-1, 1])
    middle = (float(side * generator.uniform(0.3, 0.44)), float(generator.uniform(-0.42, 0.36)))
    _blob(canvas, generator, middle, float(generator.uniform(0.25, 0.31)), _level(generator, 150), ragged=0.35)
    _blob(canvas, generator, middle, float(generator.uniform(0.15, 0.19)), _level(generator, 225), ragged=0.45)
    canvas.ellipse(middle, 0.06, 0.05, _grey(45))


def _meningioma(canvas: Canvas, generator: np.random.Generator) -> None:
    """Draw a round, even, bright mass at the skull."""
    angle = float(
        generator.choice([generator.uniform(-2.9, -0.25), generator.uniform(2.6, 3.4), generator.uniform(-0.3, 0.5)])
    )
    middle = (0.61 * math.cos(angle), 0.67 * math.sin(angle))
    radius = float(generator.uniform(0.15, 0.2))
    canvas.ellipse(middle, radius + 0.025, radius + 0.025, _grey(70))
    canvas.ellipse(middle, radius, radius, _grey(_level(generator, 235)))


def _none(canvas: Canvas, generator: np.random.Generator) -> None:
    """Draw nothing: a healthy slice."""


def _pituitary(canvas: Canvas, generator: np.random.Generator) -> None:
    """Draw a small bright mass below the middle, on the midline."""
    middle = (float(generator.uniform(-0.05, 0.05)), float(generator.uniform(0.5, 0.58)))
    width = float(generator.uniform(0.12, 0.16))
    canvas.ellipse(middle, width + 0.03, width, _grey(60))
    canvas.ellipse(middle, width, width * 0.8, _grey(_level(generator, 230)))


_TUMOURS = {GLIOMA: _glioma, MENINGIOMA: _meningioma, NO_TUMOUR: _none, PITUITARY: _pituitary}


def _blob(
    canvas: Canvas, generator: np.random.Generator, middle: Point, radius: float, level: int, ragged: float
) -> None:
    corners = 14
    radii = radius * (1 + ragged * generator.uniform(-0.5, 0.5, corners))
    angles = [2 * math.pi * corner / corners for corner in range(corners)]
    points = [
        (middle[0] + float(one) * math.cos(angle), middle[1] + float(one) * math.sin(angle))
        for one, angle in zip(radii, angles, strict=True)
    ]
    canvas.polygon(points, _grey(level))


def _level(generator: np.random.Generator, around: int) -> int:
    return min(255, around + int(generator.integers(-15, 16)))


def _grey(level: int) -> tuple[int, int, int]:
    return level, level, level
