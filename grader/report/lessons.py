"""Where a check's lesson is found: ``page#anchor`` in a report, a file of ``lessons/`` for a person."""

from __future__ import annotations


def place_of(lesson: str) -> str:
    """Return the place of ``page#anchor`` as a learner can open it."""
    page, _, anchor = lesson.partition("#")
    file = f"{page}/README.md" if page.startswith("exercises/") else f"lessons/{page}.md"
    return f"{file}, {anchor.replace('-', ' ')}" if anchor else file


def address_of(lesson: str, site: str) -> str:
    """Return the address of ``page#anchor`` on the lessons' ``site``."""
    page, sharp, anchor = lesson.partition("#")
    return f"{site.rstrip('/')}/{page}.html{sharp}{anchor}"
