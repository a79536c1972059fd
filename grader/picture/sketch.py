"""The picture in a terminal: the curve that decides, as text, with the epochs and the first difference marked."""

from __future__ import annotations

from collections.abc import Sequence

from grader.picture.timeline import Difference, Mark, Scene, Timeline, Value, drawable
from grader.picture.words import is_about

_ROWS, _LABEL, _NARROWEST, _WIDEST, _WIDEST_COLUMN = 5, 9, 50, 72, 6
_RATE = "learning rate"
# A curve does not explain what was printed, or written into a file: the verdict quotes it.
_EXPLAINED = ("ended", "rate", "reduced", "raised", "saved", "kept")


def sketch(scene: Scene, check: str, width: int) -> list[str]:
    """Return a small text curve of the run that decided ``check``, at most ``width`` wide.

    It is empty where it would not help: nothing of its kind differs, there is no curve, or no room for one.
    """
    verdict = next((one for one in scene.verdicts if one.name == check), None)
    if verdict is None or not scene.timelines or width < _NARROWEST:
        return []
    timeline = scene.timelines[scene.telling]
    told = [one for one in timeline.differences if one.kind in _EXPLAINED and is_about(verdict, one.kind)]
    column = min((min(width, _WIDEST) - _LABEL - 2) // len(timeline.numbers), _WIDEST_COLUMN)
    plot = _plot(timeline, column) if told and column else []
    if not plot:
        return []
    name = timeline.watched or next(iter(timeline.curves))
    return [f"{name}, run “{scene.title}”", *plot, _epochs(timeline, column), *_marks(timeline, told[0], column)]


def _plot(timeline: Timeline, column: int) -> list[str]:
    """Return the rows of the curve: dots for what was measured, circles for a rate that should have been another."""
    rates = timeline.watched == _RATE
    did = timeline.rates if rates else timeline.curves.get(timeline.watched, next(iter(timeline.curves.values()), []))
    should: Sequence[Value] = timeline.foreseen_rates[: len(timeline.numbers)] if rates else []
    limit = drawable(timeline.limit)
    known = [number for number in map(drawable, (*did, *should, timeline.limit)) if number is not None]
    if len(known) < 2:
        return []
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    grid = [[" "] * (column * len(timeline.numbers)) for _ in range(_ROWS)]
    if limit is not None:
        grid[_row(limit, low, spread)] = [*("╌" * len(grid[0]))]
    for values, sign in ((should, "○"), (did, "●")):
        for index, number in enumerate(map(drawable, values)):
            if number is not None:
                grid[_row(number, low, spread)][index * column + column // 2] = sign
    labels = {_row(value, low, spread): f"{value:.3g}" for value in (low, high, limit) if value is not None}
    return [f"{labels.get(row, ''):>{_LABEL - 1}} ┤{''.join(cells).rstrip()}" for row, cells in enumerate(grid)]


def _row(value: float, low: float, spread: float) -> int:
    """Return the row of ``value``, the highest value in row 0."""
    return _ROWS - 1 - round((value - low) / spread * (_ROWS - 1))


def _epochs(timeline: Timeline, column: int) -> str:
    """Return the line below the curve, with as many epochs as there is room for; each stands below its dot."""
    line = [" "] * (column * len(timeline.numbers) + 4)
    for index, number in enumerate(timeline.numbers):
        if index % -(-4 // column) == 0:
            start = index * column + column // 2
            line[start : start + len(str(number))] = str(number)
    return _labelled("epoch", "".join(line))


def _marks(timeline: Timeline, one: Difference, column: int) -> list[str]:
    """Return when it happened, when it should have, and what differs first."""
    kind = "reduced" if one.kind == "rate" else one.kind
    return [
        _labelled("did", _line(timeline.happened, kind, timeline, column)),
        _labelled("should", _line(timeline.foreseen or [], kind, timeline, column)),
        f"epoch {one.epoch}: {one.happened}; should have: {one.foreseen}",
    ]


def _labelled(label: str, line: str) -> str:
    return f"{label:>{_LABEL - 1}}  {line}".rstrip()


def _line(marks: Sequence[Mark], kind: str, timeline: Timeline, column: int) -> str:
    cells = [" "] * (column * len(timeline.numbers))
    for mark in marks:
        index = mark.epoch - timeline.first
        if mark.kind == kind and 0 <= index < len(timeline.numbers):
            cells[index * column + column // 2] = "▲"
    return "".join(cells)
