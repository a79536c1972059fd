"""Markdown of the bank as HTML, for the page and for an LMS."""

from __future__ import annotations

import re
from typing import Any

import markdown

_EXTENSIONS = ["pymdownx.superfences", "pymdownx.highlight", "pymdownx.inlinehilite", "tables", "sane_lists"]
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
_LEAD = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*(.*)", re.DOTALL)


def to_html(text: str, *, colours: bool = False) -> str:
    """Return ``text`` as HTML; with ``colours`` code carries the classes that the site's style sheet colours."""
    settings: dict[str, dict[str, Any]] = {
        "pymdownx.highlight": {"use_pygments": colours},
        "pymdownx.inlinehilite": {"style_plain_text": False},
    }
    return markdown.markdown(text, extensions=_EXTENSIONS, extension_configs=settings, output_format="html")


def inline(html: str) -> str:
    """Return HTML of a single paragraph without its tags; other HTML as it is."""
    match = _ONE_PARAGRAPH.fullmatch(html.strip())
    return match[1] if match else html


def lead_and_rest(html: str) -> tuple[str, str]:
    """Return the first paragraph's content, which a legend or a label may hold, and the blocks that follow it.

    Without a first paragraph the lead is empty.
    """
    match = _LEAD.fullmatch(html.strip())
    return (match[1], match[2]) if match else ("", html)
