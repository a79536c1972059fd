"""What a reader sees: pages as Python-Markdown shows them, with the extensions of mkdocs.yml."""

from __future__ import annotations

import functools
import os
import textwrap
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import markdown
from mkdocs.config import load_config
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from tests.lessons.sources import ROOT

_PREFIX = "language-"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@functools.cache
def _settings() -> tuple[list[str], dict[str, Any]]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    settings = {name: dict(values) for name, values in config["mdx_configs"].items()}
    fences = settings.setdefault("pymdownx.superfences", {})
    # A question of the bank may show code; the proofs of the bank run it, not the pages.
    fences["custom_fences"] = [fence | {"format": _nothing} for fence in fences.get("custom_fences", ())]
    return list(config["markdown_extensions"]), settings


def _nothing(*_: Any, **__: Any) -> str:
    return ""


def render(text: str) -> str:
    """Return the HTML of ``text``; places of snippets are found from the kit's folder, as by mkdocs."""
    extensions, settings = _settings()
    before = os.getcwd()
    os.chdir(ROOT)
    try:
        return markdown.markdown(_without_front_matter(text), extensions=extensions, extension_configs=settings)
    finally:
        os.chdir(before)


def _without_front_matter(text: str) -> str:
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") else text


@dataclass(frozen=True)
class Block:
    """A block of code as a reader sees it, with the language that it is coloured as."""

    language: str
    code: str

    @property
    def is_python(self) -> bool:
        """Tell whether it is coloured as any kind of Python."""
        try:
            return "python" in get_lexer_by_name(self.language).name.lower()
        except ClassNotFound:
            return False


def blocks_of(text: str) -> list[Block]:
    """Return every block of code that ``text`` shows, in order."""
    finder = _Blocks()
    finder.feed(render(text))
    return [Block(language, tidy(code)) for language, code in finder.found]


def tidy(code: str) -> str:
    """Return ``code`` without what rendering changes: the margin, and space at the ends of lines."""
    return textwrap.dedent("\n".join(line.rstrip() for line in code.splitlines())).strip()


class _Blocks(HTMLParser):
    """Collects the text of `pre code`; the language is the class of the nearest element around it that names one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        names = (dict(attrs).get("class") or "").split()
        named = [name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)]
        self._open.append((tag, named[0] if named else ""))
        if tag == "code" and self._in_code():
            languages = [language for _, language in reversed(self._open) if language]
            self.found.append((languages[0] if languages else "", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass  # an element that HTML lets be left open

    def handle_data(self, data: str) -> None:
        if self._in_code() and self.found:
            language, code = self.found[-1]
            self.found[-1] = (language, code + data)

    def _in_code(self) -> bool:
        tags = [tag for tag, _ in self._open]
        return "pre" in tags and "code" in tags[tags.index("pre") :]
