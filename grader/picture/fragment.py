"""A picture as a piece of HTML, for any page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from grader.picture.figure import figure
from grader.picture.table import table
from grader.picture.timeline import Picture, Scene
from grader.picture.words import difference


def fragment(picture: Picture | Mapping[str, Any] | None, name: str = "run") -> str:
    """Return the scene that failed first, as one piece of HTML with its own styles; "" when there is nothing to show.

    ``picture`` is ``Report.picture``, or the plain data that its ``to_json`` gave. The piece loads nothing, runs no
    script, has everything escaped that a learner wrote, and stands on its own ground, so it can be read on a light and
    on a dark page. Give each one in a page another ``name``: its ids begin with it.
    """
    try:
        drawn = picture if isinstance(picture, Picture) else Picture.of(dict(picture or {}))
        scene = next((one for one in drawn.failing if one.timelines), None)
        if scene is None:
            return ""
        timeline = scene.timelines[scene.telling]
        caption = f"{drawn.title}. {caption_of(scene, scene.telling)}"
        return "\n".join(
            [
                f'<section class="run-picture" aria-label="{escape(f"Picture of {caption}")}">',
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


@cache
def styles() -> str:
    """Return the style sheet of figures and tables, in which every rule begins with the class of the fragment."""
    return Path(__file__).with_name("fragment.css").read_text(encoding="utf-8")
