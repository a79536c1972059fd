"""The words of a picture: the first difference, verdicts, and text that a learner wrote, as HTML."""

from __future__ import annotations

import re
from html import escape

from grader.picture.timeline import Scene, Timeline, Verdict

_CODE = re.compile(r"`([^`\n]+)`")
# How the check reads that is about a kind of difference.
_ABOUT = {
    "ended": r"\bends?\b|\bends? \b|\bstops?\b|last epoch|goes on|all \d+ epochs",
    "rate": r"\brates?\b|reduc|schedule",
    "reduced": r"\brate\b|reduc|announce",
    "raised": r"\brate\b",
    "saved": r"\bwrites?\b|\bsaves?\b|\bholds\b|\bkeeps\b",
    "row": r"\brows?\b",
    "printed": r"\bprints?\b|\bannounce|\bsays\b|\blines?\b",
    "kept": r"\bweights\b",
}


def difference(timeline: Timeline) -> str:
    """Return the first difference, or that there is none; "" where no oracle speaks."""
    if one := timeline.difference:
        return (
            f'<p class="rp-said"><strong>First difference: epoch {one.epoch}.</strong> '
            f"Happened: {marked_up(one.happened)}. Should have happened: {marked_up(one.foreseen)}.</p>"
        )
    if timeline.foreseen is None:
        return ""
    return '<p class="rp-said rp-fine">What happened is what should have happened.</p>'


def in_order(scene: Scene) -> list[Verdict]:
    """Return the verdicts of ``scene``, the one first that is about what differs first."""
    one = scene.timelines[scene.telling].difference if scene.timelines else None
    return sorted(scene.verdicts, key=lambda verdict: one is None or not is_about(verdict, one.kind))


def is_about(verdict: Verdict, kind: str) -> bool:
    """Tell whether ``verdict`` seems to speak of this kind of difference."""
    return re.search(_ABOUT[kind], f"{verdict.expected} {verdict.title}") is not None


def verdict(one: Verdict, heading: str = "h4") -> str:
    """Return the words of a check that did not pass, below a ``heading``."""
    rows = [("expected", one.expected), ("seen", one.seen), ("why", one.why), (one.status.replace("_", " "), one.note)]
    if one.line:
        rows.append(("your file", f"line {one.line}"))
    cells = "".join(f"<dt>{escape(word)}</dt><dd>{marked_up(text)}</dd>" for word, text in rows if text)
    sign = '<span aria-hidden="true">✗ </span>'
    return f'<div class="rp-verdict"><{heading}>{sign}{marked_up(one.title)}</{heading}><dl>{cells}</dl></div>'


def marked_up(text: str) -> str:
    """Return ``text`` escaped, with what stands in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))
