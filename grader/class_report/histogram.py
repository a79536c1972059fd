"""Distributions as SVG: bars that read in light and dark, in print, and by a screen reader."""

from __future__ import annotations

from html import escape

from grader.class_report.scores import PARTS, Scores
from grader.recording.axes import fitting

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 380, 200, 34, 20, 42
_SLOT = (_WIDTH - _LEFT - 6) / len(PARTS)


def histogram(scores: Scores, title: str, name: str) -> str:
    """Return the SVG of ``scores``; ``name`` keeps its ids apart from those of other figures on the page."""
    base = _HEIGHT - _FOOT
    most = max(*scores.counts, 1)
    axis = fitting([0, most], base, _TOP, about=min(most, 4))
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="{name}-title {name}-desc">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(in_words(scores))}</desc>',
    ]
    for mark in axis.marks:
        if mark == int(mark):  # there are no half learners
            y = axis.place(mark)
            parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{mark:g}</text>')
    for number, count in enumerate(scores.counts):
        x, y = _LEFT + 3 + number * _SLOT, axis.place(count)
        if count:
            kind = "bar full" if number == len(PARTS) - 1 else "bar"
            parts.append(
                f'<rect class="{kind}" x="{x + 2:.1f}" y="{y:.1f}" width="{_SLOT - 4:.1f}" height="{base - y:.1f}"/>'
            )
            parts.append(f'<text x="{x + _SLOT / 2:.1f}" y="{y - 4:.1f}" text-anchor="middle">{count}</text>')
        parts.append(f'<text x="{x + _SLOT / 2:.1f}" y="{base + 16}" text-anchor="middle">{number * 10}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 8}">percent of the points; each bar begins at its number</text>')
    return "\n".join([*parts, "</svg>"])


def in_words(scores: Scores) -> str:
    """Return what the figure shows, as sentences."""
    if scores.median is None:
        return "Nobody has points."
    told = [f"{count} at {part}" for part, count in zip(PARTS, scores.counts, strict=True) if count]
    return f"Learners by percent of {scores.points:g} points: {', '.join(told)}."
