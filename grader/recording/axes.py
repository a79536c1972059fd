"""Axes: round numbers between the smallest and the largest value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Axis:
    """A range of values laid on a range of pixels, with marks at round numbers."""

    marks: tuple[float, ...]
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of ``value``."""
        low, high = self.marks[0], self.marks[-1]
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def fitting(values: Sequence[float], start: float, end: float, about: int = 4) -> Axis:
    """Return an axis that holds all ``values``, with ``about`` as many spaces between its marks."""
    low, high = min(values), max(values)
    if low == high:
        low, high = low - abs(low) / 2 - 0.5, high + abs(high) / 2 + 0.5
    rough = (high - low) / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = size * next(one for one in _STEPS if one * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(tuple(round(number * step, 12) for number in range(first, last + 1)), start, end)


def counting(count: int, start: float, end: float) -> Axis:
    """Return an axis for the numbers from 1 to ``count``, with at most a dozen marks, the first and the last among them."""
    step = max(1, math.ceil(count / 10))
    marks = [1, *range(1 + step, count - step // 2, step), count] if count > 1 else [1, 2]
    return Axis(tuple(float(mark) for mark in marks), start, end)
