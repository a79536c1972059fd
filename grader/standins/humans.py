"""Drawn humans, seen from the front: they stand, walk, wave, or rest their hands on their hips."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from grader.standins.colours import any_of, shade

if TYPE_CHECKING:
    import numpy as np

    from grader.standins.canvas import Canvas, Point
    from grader.standins.colours import Colour

_SKINS = ((240, 205, 180), (215, 165, 125), (170, 120, 85), (120, 80, 55), (85, 58, 42))
_HAIRS = ((35, 28, 25), (70, 45, 30), (150, 100, 55), (215, 185, 130), (170, 165, 165), (130, 60, 35))
_CLOTHES = (
    *((140, 85, 50), (60, 52, 50), (215, 205, 195), (190, 135, 80), (160, 155, 155)),
    *((170, 60, 55), (60, 85, 140), (70, 120, 95), (225, 190, 90), (120, 80, 130)),
)
# The angles of the upper and the lower arm away from hanging straight down.
_ARMS = ((0.14, 0.1), (0.3, 0.2), (0.75, -0.85), (1.5, 1.45), (2.2, 2.7), (1.0, 2.4))


def human(canvas: Canvas, generator: np.random.Generator) -> None:
    """Draw somebody in clothes of today."""
    skin, hair = any_of(_SKINS, generator, 6), any_of(_HAIRS, generator, 12)
    top, bottom = any_of(_CLOTHES, generator), any_of(_CLOTHES, generator)
    long_hair = generator.random() < 0.5
    canvas.ellipse((0, 0.94), 0.36, 0.04, (70, 70, 62))
    if long_hair:
        canvas.ellipse((0, -0.62), 0.16, 0.24, shade(hair, 0.85))
    _legs(canvas, generator, skin, bottom)
    canvas.limb([(0, -0.6), (0, -0.46)], (0.1, 0.12), shade(skin, 0.88))
    _arms(canvas, generator, skin, top)
    _torso(canvas, generator, top, bottom)
    _head(canvas, skin, hair, long_hair)


def _legs(canvas: Canvas, generator: np.random.Generator, skin: Colour, bottom: Colour) -> None:
    spread = float(generator.uniform(0.02, 0.2))
    bare = generator.random() < 0.35
    for side in (-1, 1):
        lift = float(generator.uniform(0, 0.08)) if side == 1 else 0.0
        joints = [(side * 0.085, 0.1), (side * (0.1 + spread / 2), 0.5 - lift), (side * (0.1 + spread), 0.88 - lift)]
        canvas.limb(joints, (0.19, 0.13, 0.085), skin if bare else bottom)
        if bare:
            canvas.limb([joints[0], (side * (0.095 + spread / 3), 0.36)], (0.2, 0.17), bottom)
        foot = joints[-1]
        canvas.limb([(foot[0], foot[1] + 0.03), (foot[0] + side * 0.05, foot[1] + 0.05)], (0.09, 0.08), (45, 38, 36))


def _arms(canvas: Canvas, generator: np.random.Generator, skin: Colour, top: Colour) -> None:
    short = generator.random() < 0.5
    for side in (-1, 1):
        upper, lower = _ARMS[int(generator.integers(len(_ARMS)))]
        shoulder = (side * 0.2, -0.4)
        elbow = _from(shoulder, side, upper + float(generator.uniform(-0.1, 0.1)), 0.28)
        hand = _from(elbow, side, lower + float(generator.uniform(-0.1, 0.1)), 0.26)
        canvas.limb([shoulder, elbow, hand], (0.12, 0.09, 0.07), skin)
        canvas.limb([shoulder, elbow], (0.13, 0.11), shade(top, 0.9))
        if not short:
            canvas.limb([elbow, hand], (0.11, 0.085), shade(top, 0.9))
        canvas.ellipse(_from(hand, side, lower, 0.04), 0.045, 0.05, skin)


def _from(start: Point, side: int, angle: float, length: float) -> Point:
    return start[0] + side * length * math.sin(angle), start[1] + length * math.cos(angle)


def _torso(canvas: Canvas, generator: np.random.Generator, top: Colour, bottom: Colour) -> None:
    from grader.standins.canvas import rounded

    half = [(0.06, -0.49), (0.2, -0.45), (0.22, -0.34), (0.16, -0.12), (0.17, 0.12)]
    if generator.random() < 0.3:  # a skirt
        wide = float(generator.uniform(0.24, 0.34))
        canvas.polygon([(-0.15, 0.0), (0.15, 0.0), (wide, 0.46), (-wide, 0.46)], bottom)
    canvas.polygon(rounded(half + [(-x, y) for x, y in reversed(half)]), top)
    canvas.line([(-0.16, 0.1), (0.16, 0.1)], shade(top, 0.5), 0.035)
    if generator.random() < 0.5:  # an open jacket over a shirt
        canvas.polygon([(-0.06, -0.49), (0.06, -0.49), (0.045, 0.09), (-0.045, 0.09)], (235, 232, 225))


def _head(canvas: Canvas, skin: Colour, hair: Colour, long_hair: bool) -> None:
    canvas.ellipse((0, -0.75), 0.125, 0.15, hair)
    canvas.ellipse((0, -0.7), 0.105, 0.13, skin)
    canvas.polygon([(-0.11, -0.76), (-0.08, -0.86), (0.08, -0.86), (0.11, -0.76), (0.02, -0.8)], hair)
    for side in (-1, 1):
        canvas.ellipse((side * 0.042, -0.71), 0.017, 0.014, (30, 26, 24))
        canvas.line([(side * 0.065, -0.74), (side * 0.025, -0.745)], shade(hair, 0.7), 0.012)
        if long_hair:
            canvas.limb([(side * 0.115, -0.76), (side * 0.13, -0.5)], (0.05, 0.06), hair)
    canvas.line([(0, -0.7), (0.012, -0.66)], shade(skin, 0.75), 0.012)
    canvas.line([(-0.035, -0.62), (0, -0.61), (0.035, -0.62)], (160, 70, 70), 0.016)
