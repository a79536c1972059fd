"""The shapes of a curve in SVG: lines, stairs and dots that differ by more than their colour."""

from __future__ import annotations

from collections.abc import Sequence

# A line differs by colour, by dashes and by the shape of its dots, so that no reader depends on one of them.
_DASHES = ("", "7 4", "2 4", "10 3 2 3")


def line(style: str, points: Sequence[tuple[float, float]], number: int) -> str:
    """Return curve ``number`` through ``points``, in the ``style`` of its panel: line, steps or points."""
    dots = "".join(dot(number, x, y) for x, y in points)
    if style == "points":
        return dots
    path = " ".join(f"{'L' if step else 'M'}{x:.1f} {y:.1f}" for step, (x, y) in enumerate(points))
    if style == "steps":
        path, dots = _stairs(points), ""
    return f'<path class="line" stroke-dasharray="{_DASHES[number % 4]}" d="{path}"/>{dots}'


def _stairs(points: Sequence[tuple[float, float]]) -> str:
    """Return a path that holds each value for the width of a step, half of one at both ends."""
    half = (points[1][0] - points[0][0]) / 2 if len(points) > 1 else 8
    ends = [min(x + half, points[-1][0]) for x, _ in points]
    starts = [points[0][0], *ends]
    parts = (
        f"L{start:.1f} {y:.1f} L{end:.1f} {y:.1f}" for start, end, (_, y) in zip(starts, ends, points, strict=False)
    )
    return "M" + " ".join(parts)[1:]


def dot(number: int, x: float, y: float) -> str:
    """Return the dot of curve ``number`` at a place."""
    shapes = (
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>',
        f'<rect class="dot" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>',
        f'<path class="dot" d="M{x:.1f} {y - 4.5:.1f} l4.5 8 h-9 z"/>',
        f'<path class="dot" d="M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z"/>',
    )
    return shapes[number % 4]
