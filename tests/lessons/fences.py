"""Python fences of a page, found and run with Sybil: top to bottom, in one namespace.

Sybil's own lexers skip a fence with options (```` ```python title="x" ````) or braces (```` ```{.python} ````) without a
word; the one here knows them. `test_census.py` holds it against what Python-Markdown shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sybil import Document, Example, Region
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

PYTHON = {"python", "py", "python3"}
_HEADER = re.compile(r"[ \t]*\{?[ \t]*\.?(?P<language>[\w#+.-]*)(?P<options>[^\n]*)\n")
_ORDER = re.compile(r"<!--\s*(?P<verb>raises|not run):\s*(?P<words>.+?)\s*-->\s*\Z")
_INCLUDE = re.compile(r"--8<--(?: \"(?P<place>[^\"]+)\")?")


@dataclass(frozen=True)
class Fence:
    """One Python fence: its code, and what the page says of it.

    ``raises`` names the exception that it must end with, ``not_run`` is the reason not to run it, ``included`` are the
    places of the code that it shows instead of code of its own.
    """

    line: int
    code: str
    raises: str | None = None
    not_run: str | None = None
    included: tuple[str, ...] = ()


class FenceError(AssertionError):
    """A fence did not do what its page says."""


def parse(text: str, path: str) -> Document:
    """Return ``text`` as a document of Sybil, whose examples run the Python fences."""
    document = Document(text, path)
    for region in python_fences(document):
        document.add(region)
    return document


def fences_of(text: str, path: str = "page.md") -> list[Fence]:
    """Return the Python fences in ``text``, in order."""
    return [example.parsed for example in parse(text, path)]


def python_fences(document: Document) -> Iterable[Region]:
    """Parse ``document``: yield a region for each Python fence that does not stand inside another fence."""
    found = list(RawFencedCodeBlockLexer(_HEADER)(document))
    for region in found:
        inside = any(other.start < region.start and region.end < other.end for other in found)
        if not inside and region.lexemes["language"].lower() in PYTHON:
            yield Region(region.start, region.end, _fence(document, region), evaluate)


def _fence(document: Document, region: Region) -> Fence:
    order = _ORDER.search(document.text, 0, region.start)
    said = {order["verb"]: order["words"]} if order else {}
    code = str(region.lexemes["source"])
    line = document.text.count("\n", 0, region.start) + 1
    return Fence(line, code, said.get("raises"), said.get("not run"), _included(code, document.path, line))


def _included(code: str, path: str, line: int) -> tuple[str, ...]:
    lines = [text.strip() for text in code.splitlines() if text.strip()]
    matches = [_INCLUDE.fullmatch(text) for text in lines]
    if not any("--8<--" in text for text in lines):
        return ()
    if not all(match and match["place"] for match in matches):
        raise FenceError(
            f'{path}:{line}: a fence holds either code or lines such as `--8<-- "code/page/file.py:part"`.'
        )
    return tuple(match["place"] for match in matches if match)


def evaluate(example: Example) -> None:
    """Run one fence as the page says; raises what the code raises, or FenceError."""
    fence: Fence = example.parsed
    if fence.not_run or fence.included:
        return
    # The code lies at its own lines of the page, so that a traceback shows them.
    code = compile("\n" * fence.line + fence.code, example.path, "exec", dont_inherit=True)
    try:
        exec(code, example.namespace)
    except Exception as error:
        if type(error).__name__ == fence.raises:
            return
        raise
    if fence.raises:
        raise FenceError(f"{example.path}:{fence.line}: this fence must raise {fence.raises}, and raised nothing.")
