"""The pages of the reference, read as data: their tables, their messages, and what they say happens epoch by epoch."""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "lessons" / "reference"
NOT_CALLBACKS = {"index", "hook-order", "coming-from-keras-2"}
NONE = "–"
_CAPTION = re.compile(r"^With `(?P<call>.+?)`(?: and a rate of (?P<rate>[\d.]+))?:$")


@dataclass(frozen=True)
class Table:
    """A table of a page; ``caption`` is the line above it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Timeline:
    """What a page says that a callback, made as ``call`` says, does epoch by epoch."""

    call: str
    rate: float
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def settings(self) -> dict[str, object]:
        """Return the arguments of the call."""
        call = ast.parse(self.call, mode="eval").body
        assert isinstance(call, ast.Call) and not call.args, f"name every argument: {self.call}"
        return {str(word.arg): eval(ast.unparse(word.value)) for word in call.keywords}


@dataclass(frozen=True)
class Page:
    """One page: its name (as in its address), its title and its text."""

    name: str
    title: str
    text: str

    def tables(self, *header: str) -> list[Table]:
        """Return the tables whose header begins with these cells."""
        return [table for table in _tables(self.text) if table.header[: len(header)] == header]

    @property
    def timelines(self) -> list[Timeline]:
        """Return the tables that go through a training epoch by epoch."""
        return [_timeline(table) for table in self.tables("epoch")]

    @property
    def messages(self) -> list[str]:
        """Return the messages that the page quotes."""
        return [code(row[1]) for table in self.tables("when", "message") for row in table.rows]


@functools.cache
def pages() -> dict[str, Page]:
    """Return all pages of the reference by name."""
    return {path.stem: _page(path) for path in sorted(FOLDER.glob("*.md"))}


def callback_pages() -> list[Page]:
    """Return the pages that are about one callback each."""
    return [page for name, page in pages().items() if name not in NOT_CALLBACKS]


@functools.cache
def keras_folder() -> Path:
    """Return where the installed Keras lies, without importing it."""
    found = importlib.util.find_spec("keras")
    assert found and found.origin
    return Path(found.origin).parent


@functools.cache
def exports() -> dict[str, Path]:
    """Return the names that ``keras.callbacks`` exports, with the source file of each."""
    tree = ast.parse((keras_folder() / "callbacks" / "__init__.py").read_text())
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    return {
        alias.asname or alias.name: keras_folder().parent / f"{str(node.module).replace('.', '/')}.py"
        for node in imports
        for alias in node.names
    }


def code(cell: str) -> str:
    """Return what stands between the backticks of a cell that is nothing but code."""
    found = re.fullmatch(r"(`+) ?(.+?) ?\1", cell)
    assert found, f"not a piece of code: {cell}"
    return found[2]


def _page(path: Path) -> Page:
    text = path.read_text()
    title = re.match(r"---\ntitle: (.+)\n", text)
    assert title, f"{path.name} has no title"
    return Page(path.stem, title[1], text)


def _tables(text: str) -> list[Table]:
    found, above, lines = [], "", []
    for line in [*re.sub(r"^```.*?^```", "", text, flags=re.M | re.S).splitlines(), ""]:
        if line.startswith("|"):
            lines.append(tuple(cell.strip() for cell in line.strip("|\n").split("|")))
            continue
        if lines:
            found.append(Table(above, lines[0], tuple(lines[2:])))
            lines, above = [], ""
        above = line or above
    return found


def _timeline(table: Table) -> Timeline:
    caption = _CAPTION.match(table.caption)
    assert caption, f"say above the table how the callback is made, as in 'With `X(y=1)`:', not {table.caption!r}"
    return Timeline(caption["call"], float(caption["rate"] or 0.01), table.header, table.rows)
