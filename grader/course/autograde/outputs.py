"""A report as the outputs of cells: what a student reads, and the number that nbgrader takes for the points.

nbgrader gives 0 for anything on stderr, full points for what it cannot read as a number, and gives up on a submission
with more points than there are.
"""

from __future__ import annotations

import math
from typing import Any

from grader.notebook.card import card


def points_of(report: dict[str, Any], most: float) -> float:
    """Return the points of ``report`` where the course gives ``most``: a plain number from 0 to ``most``."""
    whole = float(report["max_score"])
    points = most * float(report["score"]) / whole if whole else 0.0
    return round(min(most, max(0.0, points)), 4) if math.isfinite(points) else 0.0


def verdict_outputs(
    report: dict[str, Any], notes: list[str], most: float, source: str = "", lessons: str | None = None
) -> list[dict[str, Any]]:
    """Return the outputs of the cell that checks: the card on ``source`` that learners know, with ``notes``; the points.

    ``lessons`` is where the lessons are served, if they are.
    """
    note = f"This notebook had to be mended. {' '.join(notes)}" if notes else ""
    shown = card(report, source, note, lessons)
    points = {"text/plain": repr(points_of(report, most))}
    return [
        {"output_type": "display_data", "data": {"text/html": shown.html, "text/plain": shown.text}, "metadata": {}},
        {"output_type": "execute_result", "data": points, "metadata": {}, "execution_count": 1},
    ]


def printed_outputs(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the outputs of the answer cell: what it printed, as ordinary output, whichever stream it chose."""
    return [{"output_type": "stream", "name": "stdout", "text": report["output"]}] if report["output"] else []


def sentence_of(report: dict[str, Any]) -> str:
    """Return what a person who has many to look at wants to know of this one."""
    if report["message"]:
        return str(report["message"])
    missed = [check["title"] for check in report["checks"] if check["status"] != "passed"]
    if not missed:
        return "Every check is passed."
    return f"{len(missed)} of {len(report['checks'])} checks are not passed, the first: {missed[0]}"
