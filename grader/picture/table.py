"""A timeline as a table: every number and every word of the figure."""

from __future__ import annotations

from html import escape

from grader.picture.timeline import Mark, Timeline, Value, shown
from grader.picture.words import marked_up


def table(timeline: Timeline, caption: str) -> str:
    """Return the HTML table of ``timeline``, a row for each epoch."""
    names = list(timeline.curves)
    with_should = timeline.foreseen is not None
    heads = ["epoch", *names, "learning rate", "happened", *(["should have happened"] if with_should else [])]
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    rows = [_row(timeline, epoch, names, with_should=with_should) for epoch in timeline.numbers]
    return "\n".join(
        [
            f'<div class="rp-scroll" role="region" aria-label="{escape(caption)}, table" tabindex="0"><table>',
            f"<caption>{escape(caption)}</caption>",
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *rows,
            "</tbody></table></div>",
        ]
    )


def _row(timeline: Timeline, epoch: int, names: list[str], *, with_should: bool) -> str:
    index = epoch - timeline.first
    here = timeline.difference is not None and timeline.difference.epoch == epoch
    ran = index < timeline.ran
    cells = [
        _value(timeline.curves[name] if ran else timeline.ahead.get(name, []), index if ran else index - timeline.ran)
        for name in names
    ]
    cells.append(_value(timeline.rates, index))
    cells.append(_words(timeline.happened, epoch) if ran else "not trained")
    if with_should:
        should = _words(timeline.foreseen or [], epoch)
        rate = timeline.foreseen_rates[index] if index < len(timeline.foreseen_rates) else None
        cells.append(f"{f'trains at {shown(rate)}; ' if rate is not None else ''}{should}".removesuffix("; "))
    row = "".join(f"<td>{marked_up(cell)}</td>" for cell in cells)
    if here:
        return f'<tr class="rp-first-row"><th scope="row">{epoch} <strong>← first difference</strong></th>{row}</tr>'
    return f'<tr><th scope="row">{epoch}</th>{row}</tr>'


def _value(values: list[Value], index: int) -> str:
    value = values[index] if 0 <= index < len(values) else None
    return "" if value is None else shown(value)


def _words(marks: list[Mark], epoch: int) -> str:
    return "; ".join(mark.text for mark in marks if mark.epoch == epoch)
