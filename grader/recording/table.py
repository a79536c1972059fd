"""The numbers of a figure as a Markdown table, for those who do not see it and those who want to look closer."""

from __future__ import annotations

from itertools import zip_longest

from grader.recording.plan import Figure


def table(figure: Figure, numbers: dict[str, list[float]]) -> str:
    """Return a row for each epoch (or whatever ``figure`` counts) and a column for each curve."""
    curves = [curve for panel in figure.panels for curve in panel.curves]
    # A name may stand in several panels, so the panel is named as well where there are several.
    pairs = [(panel.label, curve.label) for panel in figure.panels for curve in panel.curves]
    names = [", ".join(dict.fromkeys(pair)) for pair in pairs]
    head = [figure.across, *(names if len(figure.panels) > 1 else [curve.label for curve in curves])]
    rows = [head, ["---:"] * len(head)]
    for step, values in enumerate(zip_longest(*(numbers[curve.key] for curve in curves)), 1):
        rows.append([str(step), *("" if value is None else f"{value:.4g}" for value in values)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
