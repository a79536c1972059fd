"""Colours that vary from picture to picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

Colour = tuple[int, int, int]


def varied(colour: Colour, generator: np.random.Generator, by: int) -> Colour:
    """Return ``colour`` with each part changed by up to ``by``."""
    red, green, blue = (min(255, max(0, value + int(generator.integers(-by, by + 1)))) for value in colour)
    return red, green, blue


def shade(colour: Colour, factor: float) -> Colour:
    """Return ``colour`` made darker by a ``factor`` below 1, or lighter by one above."""
    red, green, blue = (int(min(255, value * factor)) for value in colour)
    return red, green, blue


def grey(level: float) -> Colour:
    """Return the grey of ``level``, from 0 to 255."""
    one = int(min(255, max(0, level)))
    return one, one, one


def any_of(colours: tuple[Colour, ...], generator: np.random.Generator, by: int = 18) -> Colour:
    """Return one of ``colours``, varied by up to ``by``."""
    return varied(colours[int(generator.integers(len(colours)))], generator, by)
