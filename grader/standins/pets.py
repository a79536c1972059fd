"""Drawn faces of cats and dogs; what tells them apart is their shape, never their colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.standins.colours import shade, varied

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    from grader.standins.canvas import Canvas
    from grader.standins.colours import Colour

_FURS = ((205, 140, 75), (120, 85, 60), (90, 90, 95), (225, 215, 200), (60, 55, 55), (180, 165, 145), (150, 110, 95))
CAT, DOG = 0, 1


def draw(generator: np.random.Generator, label: int) -> Image:
    """Return one face, 60 to 110 pixels wide: a cat for label 0, a dog for label 1."""
    from grader.standins.canvas import Canvas, noisy

    size = (int(generator.integers(60, 111)), int(generator.integers(60, 111)))
    middle = (float(generator.uniform(-0.18, 0.18)), float(generator.uniform(-0.15, 0.15)))
    scale, angle = float(generator.uniform(0.72, 0.98)), float(generator.uniform(-0.3, 0.3))
    canvas = Canvas(size, _background(generator), scale, angle, middle)
    fur = varied(_FURS[generator.integers(len(_FURS))], generator, 18)
    (_cat if label == CAT else _dog)(canvas, generator, fur)
    return noisy(canvas.finish(), generator, float(generator.uniform(3, 9)))


def _cat(canvas: Canvas, generator: np.random.Generator, fur: Colour) -> None:
    inside, dark = shade(fur, 1.25), shade(fur, 0.45)
    tip = float(generator.uniform(0.8, 0.98))
    for side in (-1, 1):
        canvas.polygon([(side * 0.14, -0.42), (side * 0.66, -0.14), (side * 0.58, -tip)], fur)
        canvas.polygon([(side * 0.27, -0.44), (side * 0.56, -0.28), (side * 0.52, -tip + 0.16)], (215, 150, 150))
    canvas.ellipse((0, 0.05), 0.68, 0.58, fur)
    for stripe in (-0.18, 0.0, 0.18):
        canvas.line([(stripe, -0.5), (stripe * 0.7, -0.26)], dark, 0.05)
    eye = varied((130, 190, 70), generator, 40)
    for side in (-1, 1):
        canvas.ellipse((side * 0.28, -0.06), 0.16, 0.11, eye)
        canvas.ellipse((side * 0.28, -0.06), 0.035, 0.11, (15, 15, 15))
        canvas.ellipse((side * 0.1, 0.3), 0.14, 0.1, inside)
    canvas.polygon([(-0.07, 0.17), (0.07, 0.17), (0, 0.26)], (200, 110, 115))
    whisker = (240, 240, 235) if sum(fur) < 380 else (60, 55, 50)
    for side in (-1, 1):
        for height in (0.24, 0.32, 0.4):
            canvas.line([(side * 0.16, height - 0.02), (side * 0.88, height * 1.5 - 0.22)], whisker, 0.018)


def _dog(canvas: Canvas, generator: np.random.Generator, fur: Colour) -> None:
    ear, snout = shade(fur, 0.62), shade(fur, 1.22)
    length = float(generator.uniform(0.4, 0.52))
    canvas.ellipse((0, -0.1), 0.52, 0.56, fur)
    for side in (-1, 1):
        canvas.ellipse((side * 0.58, -0.05), 0.19, length, ear, turned=-side * 0.2)
    canvas.ellipse((0, 0.34), 0.34, 0.42, snout)
    canvas.polygon([(-0.1, 0.58), (0.1, 0.58), (0.09, 0.86), (0, 0.93), (-0.09, 0.86)], (220, 105, 120))
    canvas.line([(-0.2, 0.5), (-0.08, 0.59), (0.0, 0.54), (0.08, 0.59), (0.2, 0.5)], (40, 30, 30), 0.035)
    canvas.ellipse((0, 0.2), 0.15, 0.105, (25, 22, 22))
    canvas.ellipse((-0.05, 0.16), 0.035, 0.025, (150, 150, 150))
    for side in (-1, 1):
        canvas.ellipse((side * 0.22, -0.2), 0.085, 0.095, (245, 240, 235))
        canvas.ellipse((side * 0.22, -0.19), 0.065, 0.08, (45, 28, 20))


def _background(generator: np.random.Generator) -> Image:
    """Return a soft pattern of two colours."""
    import numpy as np
    from PIL import Image as Images

    colours = generator.integers(50, 230, (2, 1, 1, 3)).astype("float32")
    mix = generator.random((4, 4, 1)).astype("float32")
    pixels = colours[0] * mix + colours[1] * (1 - mix)
    return Images.fromarray(pixels.astype(np.uint8)).resize((48, 48), Images.Resampling.BICUBIC)
