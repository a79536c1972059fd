"""A timeline as SVG: its curves above, what happened on the time axis below, the first difference marked through all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from grader.picture.lanes import height_of, lanes
from grader.picture.timeline import Timeline, Value, drawable
from grader.recording.axes import Axis, fitting
from grader.recording.shapes import dot, line

WIDTH, _LEFT, _RIGHT, _TOP, _PANEL, _GAP = 760, 176, 20, 26, 118, 44
_RATE = "learning rate"


@dataclass
class Panel:
    """Curves that share an axis: what each epoch measured, what its script would have gone on with, a limit."""

    curves: dict[str, list[Value]]
    ahead: dict[str, list[Value]] = field(default_factory=dict)
    limit: Value = None
    style: str = "line"

    @property
    def numbers(self) -> list[float]:
        """Return everything that must find a place."""
        values = [value for curve in (*self.curves.values(), *self.ahead.values(), [self.limit]) for value in curve]
        return [number for number in map(drawable, values) if number is not None]


def figure(timeline: Timeline, name: str, title: str, *, most: int = 3) -> str:
    """Return the SVG of ``timeline`` with at most ``most`` panels; ``name`` makes its ids unique in a page."""
    panels = panels_of(timeline)[:most]
    middle = _TOP + (len(panels) * (_PANEL + _GAP) or _GAP / 2)
    height = middle + height_of(timeline) + 6
    across = _across(timeline)
    parts = [
        f'<svg class="rp-figure" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{name}-title {name}-words">',
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(told(timeline))}</desc>',
        *_first_difference(timeline, across, height),
    ]
    for number, panel in enumerate(panels):
        parts += _panel(panel, timeline, across, _TOP + number * (_PANEL + _GAP))
    parts += [] if panels else _epochs(across, _TOP + 8)
    parts += lanes(timeline, across.place, _LEFT, WIDTH - _RIGHT, middle)
    return "\n".join([*parts, "</svg>"])


def told(timeline: Timeline) -> str:
    """Return in words what the figure shows."""
    words = [
        f"Curves of {', '.join(timeline.curves) or 'nothing'} over the epochs {timeline.first} to {timeline.final}."
    ]
    if difference := timeline.difference:
        words.append(
            f"First difference after epoch {difference.epoch}: {difference.happened}; foreseen: {difference.foreseen}."
        )
    elif timeline.foreseen is not None:
        words.append("What happened is what should have happened.")
    return " ".join([*words, "The table below says the same."])


def panels_of(timeline: Timeline) -> list[Panel]:
    """Return the panels of a timeline, the one with the curve that decides first."""
    groups: dict[str, Panel] = {}
    for name, values in timeline.curves.items():
        base = name if name == timeline.watched and " " in name else name.removeprefix("val_")
        panel = groups.setdefault(base, Panel({}))
        panel.curves[name], panel.ahead[name] = values, timeline.ahead.get(name, [])
        if name == timeline.watched:
            panel.limit = timeline.limit
    found = sorted(
        groups.values(), key=lambda panel: (timeline.watched not in panel.curves, "loss" not in panel.curves)
    )
    found = [panel for panel in found if panel.numbers]
    rates = _rates(timeline)
    return found if rates is None else [rates, *found] if timeline.watched == _RATE else [*found[:1], rates, *found[1:]]


def _rates(timeline: Timeline) -> Panel | None:
    """Return the panel of the learning rate where it changes, or should have."""
    rates = {_RATE: timeline.rates}
    if timeline.foreseen_rates:
        rates["rate that it should have"] = timeline.foreseen_rates[: len(timeline.numbers)]
    panel = Panel(rates, style="steps")
    numbers = panel.numbers
    return panel if numbers and max(numbers) > min(numbers) else None


def _across(timeline: Timeline) -> Axis:
    """Return the axis of the epochs, with at most a dozen marks."""
    first, final = timeline.first, max(timeline.final, timeline.first + 1)
    step = math.ceil((final - first) / 11)
    marks = [*range(first, final - step // 2, step), final] if final - first >= step else [first, final]
    return Axis(tuple(float(mark) for mark in dict.fromkeys(marks)), _LEFT + 14, WIDTH - _RIGHT - 14)


def _first_difference(timeline: Timeline, across: Axis, height: float) -> list[str]:
    if timeline.difference is None:
        return []
    epoch = timeline.difference.epoch
    x, half = across.place(epoch), max(8.0, min(26.0, (across.place(2) - across.place(1)) / 2))
    anchor = "end" if x > WIDTH * 0.75 else "start" if x < WIDTH * 0.35 else "middle"
    left, right = max(_LEFT, x - half), min(WIDTH - _RIGHT, x + half)
    at = {"end": right, "start": left, "middle": x}[anchor]
    box = f'x="{left:.1f}" y="{_TOP - 8}" width="{right - left:.1f}" height="{height - _TOP + 4}"'
    return [
        f'<rect class="rp-first" {box} rx="4"/>',
        f'<text class="rp-here" x="{at:.1f}" y="{_TOP - 13}" text-anchor="{anchor}">first difference: epoch {epoch}</text>',
    ]


def _panel(panel: Panel, timeline: Timeline, across: Axis, top: float) -> list[str]:
    up = _up(panel.numbers, top + _PANEL - 4, top + 22)
    parts = _grid(across, up, top)
    if (limit := drawable(panel.limit)) is not None:
        y = up.place(limit)
        parts.append(f'<line class="rp-limit" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="rp-note" x="{WIDTH - _RIGHT - 4}" y="{y - 4:.1f}" text-anchor="end">limit {limit:g}</text>'
        )
    place: float = _LEFT
    for number, (name, values) in enumerate([*panel.curves.items()][:4]):
        parts.append(f'<g class="c{number}">{dot(number, place + 6, top + 4)}</g>')
        parts.append(f'<text x="{place + 18}" y="{top + 9}">{escape(name)}</text>')
        place += 44 + 7.6 * len(name)
        parts.append(f'<g class="c{number}">{_curve(panel, values, timeline.first, number, across, up)}</g>')
        parts.append(_rest(panel.ahead.get(name, []), values, timeline.first, number, across, up))
    return parts


def _up(numbers: Sequence[float], start: float, end: float) -> Axis:
    """Return the axis of the values; those that hardly differ share one place."""
    low, high = min(numbers), max(numbers)
    flat = high - low <= 1e-9 * max(abs(low), abs(high), 1e-3)
    return fitting([low] if flat else numbers, start, end, about=3)


def _grid(across: Axis, up: Axis, top: float) -> list[str]:
    parts = []
    for mark in up.marks:
        y = f"{up.place(mark):.1f}"
        parts.append(f'<line class="rp-grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(
            f'<text class="rp-note" x="{_LEFT - 8}" y="{up.place(mark) + 4:.1f}" text-anchor="end">{mark:g}</text>'
        )
    return [*parts, *_epochs(across, top + _PANEL + 14)]


def _epochs(across: Axis, y: float) -> list[str]:
    parts = [f'<text class="rp-note" x="{_LEFT - 8}" y="{y}" text-anchor="end">epoch</text>']
    for mark in across.marks:
        parts.append(f'<text class="rp-note" x="{across.place(mark):.1f}" y="{y}" text-anchor="middle">{mark:g}</text>')
    return parts


def _curve(panel: Panel, values: Sequence[Value], first: int, number: int, across: Axis, up: Axis) -> str:
    """Return the curve, which is interrupted where there is no number."""
    pieces: list[list[tuple[float, float]]] = [[]]
    marks = []
    for epoch, value in enumerate(values, start=first):
        if (height := drawable(value)) is not None:
            pieces[-1].append((across.place(epoch), up.place(height)))
            continue
        pieces.append([])
        if value is not None:
            marks.append(
                f'<text class="rp-odd" x="{across.place(epoch):.1f}" y="{up.end + 8:.1f}" text-anchor="middle">{value}</text>'
            )
    return "".join([*(line(panel.style, piece, number) for piece in pieces if piece), *marks])


def _rest(ahead: Sequence[Value], values: Sequence[Value], first: int, number: int, across: Axis, up: Axis) -> str:
    """Return, thin and dotted, what the script holds for the epochs that were not trained."""
    known = [(first + len(values) - 1, values[-1] if values else None)]
    numbers = [*known, *enumerate(ahead, start=first + len(values))]
    points = [(across.place(epoch), up.place(value)) for epoch, one in numbers if (value := drawable(one)) is not None]
    if not ahead or len(points) < 2:
        return ""
    path = " ".join(f"{'L' if step else 'M'}{x:.1f} {y:.1f}" for step, (x, y) in enumerate(points))
    return f'<path class="rp-rest c{number}" d="{path}"><title>not trained: what would have come</title></path>'
