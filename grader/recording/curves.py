"""Curves as SVG: small, the same for the same numbers, readable in light and dark, told in words as well."""

from __future__ import annotations

from html import escape

from grader.recording.axes import Axis, counting, fitting
from grader.recording.plan import Figure, Panel
from grader.recording.shapes import dot, line

Numbers = dict[str, list[float]]
_WIDTH, _LEFT, _RIGHT, _TOP, _PANEL, _GAP = 640, 64, 16, 44, 190, 66
_STYLE = """
  .card { fill: #ffffff; stroke: #c4c4cc } .grid { stroke: #dedee4 } text { fill: #22222a; font: 14px sans-serif }
  .title { font-weight: bold; font-size: 15px } .note { font-size: 12px } .line { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #1a5fb4; color: #1a5fb4 } .c1 { stroke: #b8470b; color: #b8470b }
  .c2 { stroke: #1b7340; color: #1b7340 } .c3 { stroke: #7a3b9c; color: #7a3b9c } .dot { fill: currentColor }
  @media (prefers-color-scheme: dark) {
    .card { fill: #1f2129; stroke: #4a4d5c } .grid { stroke: #3a3d4a } text { fill: #eaeaf0 }
    .c0 { stroke: #85b7f5; color: #85b7f5 } .c1 { stroke: #f5a878; color: #f5a878 }
    .c2 { stroke: #7fd39c; color: #7fd39c } .c3 { stroke: #d3a6ee; color: #d3a6ee }
  }
"""


def draw(figure: Figure, numbers: Numbers, made: str) -> str:
    """Return the SVG of ``figure``; ``numbers`` holds the values of its curves, ``made`` says where they come from."""
    height = _TOP + len(figure.panels) * (_PANEL + _GAP) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        ' aria-labelledby="title desc">',
        f'<title id="title">{escape(figure.title)}</title>',
        f'<desc id="desc">{escape(figure.description)} {escape(made)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="card" x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="8"/>',
        f'<text class="title" x="16" y="26">{escape(figure.title)}</text>',
    ]
    for number, panel in enumerate(figure.panels):
        top = _TOP + number * (_PANEL + _GAP) + 24
        parts += _panel(panel, numbers, top, figure.across)
    parts.append(f'<text class="note" x="16" y="{height - 10}">Drawn stand-in data, no photographs.</text>')
    return "\n".join([*parts, "</svg>\n"])


def _panel(panel: Panel, numbers: Numbers, top: float, across: str) -> list[str]:
    series = [numbers[curve.key] for curve in panel.curves]
    x = counting(max(len(values) for values in series), _LEFT + 8, _WIDTH - _RIGHT - 8)
    y = fitting([value for values in series for value in values], top + _PANEL - 24, top + 4)
    parts = _grid(x, y, across)
    place = _LEFT
    for number, curve in enumerate(panel.curves):
        parts.append(f'<g class="c{number}">{dot(number, place + 6, top - 17)}</g>')
        parts.append(f'<text x="{place + 18}" y="{top - 12}">{escape(curve.label)}</text>')
        place += 40 + 8 * len(curve.label)
    parts.append(f'<text x="{_WIDTH - _RIGHT}" y="{top - 12}" text-anchor="end">{escape(panel.label)}</text>')
    for number, values in enumerate(series):
        points = [(x.place(step), y.place(value)) for step, value in enumerate(values, 1)]
        parts.append(f'<g class="c{number}">{line(panel.style, points, number)}</g>')
    return parts


def _grid(x: Axis, y: Axis, across: str) -> list[str]:
    parts = []
    for mark in y.marks:
        at = f"{y.place(mark):.1f}"
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at}" y2="{at}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y.place(mark) + 5:.1f}" text-anchor="end">{mark:g}</text>')
    for mark in x.marks:
        parts.append(f'<text x="{x.place(mark):.1f}" y="{y.start + 20:.1f}" text-anchor="middle">{mark:g}</text>')
    parts.append(f'<text x="{_LEFT - 8}" y="{y.start + 36:.1f}" class="note">{escape(across)}, counted from 1</text>')
    return parts
