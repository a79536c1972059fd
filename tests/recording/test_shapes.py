"""The shapes of a curve."""

from __future__ import annotations

from grader.recording.shapes import dot, line

POINTS = [(0.0, 10.0), (10.0, 0.0)]


def test_neighbouring_curves_differ_in_dashes_and_dots() -> None:
    """Whoever sees no colours tells four curves apart."""
    lines = {line("line", POINTS, number).split("/>")[0] for number in range(4)}
    dots = {dot(number, 0, 0) for number in range(4)}

    assert (len(lines), len(dots)) == (4, 4)
    assert dot(4, 0, 0) == dot(0, 0, 0)


def test_points_have_no_line_and_steps_no_dots() -> None:
    """The style of a panel decides what is drawn."""
    assert "<path" not in line("points", POINTS, 0)
    assert "circle" not in line("steps", POINTS, 0)
    assert "circle" in line("line", POINTS, 0)
