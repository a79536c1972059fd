"""The time axis of a picture: for each kind of thing that happens, when it did and when it should have."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from grader.picture.timeline import KINDS, Mark, Timeline

ROW, GAP = 17, 10
Place = Callable[[float], float]
# The shape of each kind, around a place; a shape is full for what happened and hollow for what should have happened.
_SHAPES = {
    "saved": "m-6 -5 h12 l-6 10 z",
    "reduced": "m-2 -6 h4 v5 h4 l-6 7 l-6 -7 h4 z",
    "raised": "m-2 6 h4 v-5 h4 l-6 -7 l-6 7 h4 z",
    "row": "m-6 -2.5 h12 v5 h-12 z",
    "printed": "m-6 -5 h12 v7 h-7 l-3 3 v-3 h-2 z",
    "kept": "m0 -6 l6 6 l-6 6 l-6 -6 z",
    "ended": "m-5 -5 h10 v10 h-10 z",
    "broke": "m-5 -6 l5 5 l5 -5 l1 1 l-5 5 l5 5 l-1 1 l-5 -5 l-5 5 l-1 -1 l5 -5 l-5 -5 z",
}


def kinds_of(timeline: Timeline) -> list[str]:
    """Return the kinds of marks that the picture of ``timeline`` has lanes for, in their order."""
    found = {mark.kind for mark in (*timeline.happened, *(timeline.foreseen or ()))}
    return [kind for kind in KINDS if kind in found]


def height_of(timeline: Timeline) -> int:
    """Return how high the lanes are together."""
    return sum(_height(timeline, kind) + GAP for kind in kinds_of(timeline))


def lanes(timeline: Timeline, place: Place, left: float, right: float, top: float) -> list[str]:
    """Return the lanes as SVG, between ``left`` and ``right``, from ``top`` down; ``place`` gives the pixel of an epoch."""
    parts: list[str] = []
    for kind in kinds_of(timeline):
        height = _height(timeline, kind)
        parts.append(f'<rect class="rp-lane" x="{left}" y="{top}" width="{right - left}" height="{height}" rx="3"/>')
        parts.append(f'<text class="rp-name" x="{left - 84}" y="{top + 12.5}" text-anchor="end">{KINDS[kind]}</text>')
        rows = [("happened", timeline.happened), ("should have", timeline.foreseen or [])]
        for number, (word, marks) in enumerate(rows[: height // ROW]):
            y = top + (number + 0.5) * ROW
            parts.append(f'<text class="rp-note" x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{word}</text>')
            parts += [
                _mark(mark, place(mark.epoch), y, hollow=number == 1)
                for mark in marks
                if mark.kind == kind and mark.epoch in timeline.numbers
            ]
        top += height + GAP
    return parts


def _height(timeline: Timeline, kind: str) -> int:
    """Return the height of a lane, which has a second row where an oracle speaks of this kind."""
    return 2 * ROW if kind in timeline.judged else ROW


def _mark(mark: Mark, x: float, y: float, *, hollow: bool) -> str:
    word = "should have happened" if hollow else "happened"
    title = f"<title>{escape(f'epoch {mark.epoch}, {word}: {mark.text}')}</title>"
    return f'<path class="rp-{"should" if hollow else "did"}" d="M{x:.1f} {y:.1f} {_SHAPES[mark.kind]}">{title}</path>'
