"""Drawn horses, seen from the side: they stand, walk or lower their heads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from grader.standins import humans
from grader.standins.colours import any_of, shade
from grader.standins.scenes import scene

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    from grader.standins.canvas import Canvas, Point
    from grader.standins.colours import Colour

HORSES, HUMANS = 0, 1
SIDE = 300
_COATS = ((140, 85, 50), (95, 60, 40), (60, 52, 50), (215, 205, 195), (160, 155, 155), (190, 135, 80), (225, 190, 140))
_MANES = ((35, 28, 25), (60, 40, 30), (235, 225, 205), (95, 85, 80))
_NECK = (0.26, -0.08)
# From the withers along the back, the belly and the chest, and then the neck and the head up to the withers again.
_BODY = (
    *((0.14, -0.3), (-0.12, -0.22), (-0.36, -0.26), (-0.56, -0.24), (-0.69, -0.1), (-0.7, 0.1), (-0.58, 0.24)),
    *((-0.36, 0.17), (-0.05, 0.23), (0.18, 0.25), (0.36, 0.17), (0.43, -0.01)),
)
_HEAD = (
    *((0.48, -0.22), (0.54, -0.4), (0.61, -0.45), (0.68, -0.41), (0.8, -0.29), (0.88, -0.3), (0.92, -0.38)),
    *((0.88, -0.48), (0.76, -0.64), (0.66, -0.76), (0.56, -0.79), (0.44, -0.68), (0.3, -0.46)),
)
_MANE = (
    (0.6, -0.84),
    (0.5, -0.79),
    (0.36, -0.62),
    (0.22, -0.42),
    (0.14, -0.28),
    (0.3, -0.26),
    (0.42, -0.48),
    (0.56, -0.7),
)
_TAIL = ((-0.66, -0.17), (-0.78, -0.12), (-0.86, 0.12), (-0.84, 0.46), (-0.76, 0.5), (-0.74, 0.16), (-0.68, -0.04))


def draw(generator: np.random.Generator, label: int) -> Image:
    """Return one picture, 300 pixels wide and high: a horse for label 0, a human for label 1."""
    from grader.standins.canvas import Canvas

    middle = (float(generator.uniform(-0.12, 0.12)), float(generator.uniform(-0.06, 0.1)))
    scale, angle = float(generator.uniform(0.7, 0.95)), float(generator.uniform(-0.07, 0.07))
    canvas = Canvas((SIDE, SIDE), scene(generator, SIDE), scale, angle, middle, fine=2)
    (_horse if label == HORSES else humans.human)(canvas, generator)
    return canvas.finish(plain=True)


def _horse(canvas: Canvas, generator: np.random.Generator) -> None:
    from grader.standins.canvas import rounded

    coat, mane = any_of(_COATS, generator, 10), any_of(_MANES, generator, 10)
    facing = float(generator.choice([-1, 1]))
    nod = float(generator.choice([generator.uniform(-0.12, 0.25), generator.uniform(0.25, 0.75)]))

    def turned(points: tuple[Point, ...], angle: float = 0.0) -> list[Point]:
        """Return ``points`` for a horse that looks this way; those further from the neck's root are turned more."""
        placed = []
        for x, y in points:
            by = angle * min(1.0, math.dist((x, y), _NECK) / 0.4)
            right, down = x - _NECK[0], y - _NECK[1]
            x, y = right * math.cos(by) - down * math.sin(by), right * math.sin(by) + down * math.cos(by)
            placed.append((facing * (x + _NECK[0]), y + _NECK[1]))
        return placed

    swing = float(generator.uniform(0.02, 0.4))
    canvas.ellipse((0, 0.9), 0.8, 0.05, (70, 70, 62))
    for stride, near in ((-swing, False), (swing, True)):
        legs = coat if near else shade(coat, 0.72)
        if near:
            canvas.polygon(rounded(turned(_TAIL)), mane)
        for joints, widths in _legs(stride):
            canvas.limb(turned(joints), widths, legs)
            canvas.limb(
                turned((joints[-1], (joints[-1][0] + 0.03, joints[-1][1] + 0.05))), (0.07, 0.1), shade(mane, 0.7)
            )
    canvas.polygon(rounded(turned(_BODY) + turned(_HEAD, nod)), coat)
    canvas.polygon(turned(((0.56, -0.76), (0.66, -0.74), (0.64, -0.92)), nod), coat)
    canvas.polygon(rounded(turned(_MANE, nod)), mane)
    if generator.random() < 0.4:  # a white blaze
        canvas.polygon(turned(((0.7, -0.7), (0.74, -0.68), (0.9, -0.46), (0.86, -0.46)), nod), (240, 236, 228))
    _face(canvas, turned(((0.68, -0.6), (0.88, -0.38), (0.82, -0.3), (0.9, -0.33)), nod), coat)


def _legs(stride: float) -> list[tuple[tuple[Point, ...], tuple[float, ...]]]:
    """Return the joints and widths of a front leg and a hind leg, one swung forwards and the other backwards."""
    front, hind = 0.32 + 0.34 * math.sin(stride), -0.56 - 0.34 * math.sin(stride)
    bend = 0.3 * min(stride, 0.0)
    return [
        (((0.3, 0.08), (front, 0.44), (front + 0.3 * stride + bend, 0.8)), (0.24, 0.1, 0.065)),
        (((-0.54, 0.06), (-0.46, 0.2), (hind - 0.06, 0.46), (hind - 0.3 * stride, 0.8)), (0.3, 0.22, 0.1, 0.065)),
    ]


def _face(canvas: Canvas, points: list[Point], coat: Colour) -> None:
    eye, nostril, corner, lip = points
    canvas.ellipse(eye, 0.03, 0.028, (20, 16, 14))
    canvas.ellipse(nostril, 0.022, 0.018, shade(coat, 0.4))
    canvas.line([corner, lip], shade(coat, 0.5), 0.015)
