"""A picture as a piece of HTML, for any page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from grader.picture.figure import figure
from grader.picture.table import table
from grader.picture.timeline import Picture, Scene, Timeline, Verdict


def fragment(picture: Mapping[str, Any], name: str = "run") -> str:
    """Return the scene that failed first, as one piece of HTML with its own styles; "" when there is nothing to show.

    ``picture`` is ``Report.picture``, or what was kept of it. The piece loads nothing, runs no script, has everything
    escaped that a learner wrote, and stands on its own ground, so it can be read on a light and on a dark page. Give
    each one in a page another ``name``: its ids begin with it.
    """
    try:
        drawn = Picture.of(dict(picture))
        scene = next((one for one in drawn.failing if one.timelines), None)
        if scene is None:
            return ""
        timeline = scene.timelines[scene.telling]
        caption = caption_of(scene, scene.telling)
        return "\n".join(
            [
                f'<section class="run-picture" aria-label="{escape(f"Picture of the run {scene.title}")}">',
                f"<style>{styles()}</style>",
                f"<p><strong>Your run “{escape(scene.title)}”</strong>{escape(f' {scene.note}' if scene.note else '')}</p>",
                in_frame(figure(timeline, f"{name}-figure", caption, most=2), caption),
                difference(timeline),
                f"<details><summary>The same as a table</summary>{table(timeline, caption)}</details>",
                "</section>",
            ]
        )
    except ValueError:
        return ""


def caption_of(scene: Scene, index: int) -> str:
    """Return the caption of one fit of ``scene``."""
    count = len(scene.timelines)
    return f"The run “{scene.title}”{f', fit {index + 1} of {count}' if count > 1 else ''}"


def in_frame(svg: str, caption: str) -> str:
    """Return a figure that can be scrolled sideways where the screen is too small for it."""
    return f'<div class="rp-scroll" role="region" aria-label="{escape(caption)}, figure" tabindex="0">{svg}</div>'


def difference(timeline: Timeline) -> str:
    """Return the first difference in words, or that there is none, or that no oracle speaks."""
    if one := timeline.difference:
        return (
            f'<p class="rp-said"><strong>First difference: epoch {one.epoch}.</strong> '
            f"Happened: {escape(one.happened)}. Should have happened: {escape(one.foreseen)}.</p>"
        )
    if timeline.foreseen is None:
        return ""
    return '<p class="rp-said rp-fine">What happened is what should have happened.</p>'


def verdict(one: Verdict) -> str:
    """Return the words of a check that did not pass."""
    rows = [("expected", one.expected), ("seen", one.seen), ("why", one.why), (one.status.replace("_", " "), one.note)]
    if one.line:
        rows.append(("your file", f"line {one.line}"))
    cells = "".join(f"<dt>{escape(word)}</dt><dd>{escape(text)}</dd>" for word, text in rows if text)
    return (
        f'<div class="rp-verdict"><h4><span aria-hidden="true">✗ </span>{escape(one.title)}</h4><dl>{cells}</dl></div>'
    )


@cache
def styles() -> str:
    """Return the style sheet of figures and tables, in which every rule begins with the class of the fragment."""
    return Path(__file__).with_name("fragment.css").read_text(encoding="utf-8")
