"""A notebook as the course made it, with what the student wrote: whatever happened to its cells meanwhile.

nbgrader finds cells by the names in their metadata. A cell that was copied, deleted, renamed or turned into text makes it
give wrong points, or stop the whole class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.catalogue.notebook import python_of, text_of
from grader.catalogue.submission import Submission
from grader.course.autograde.template import TemplateCell
from grader.course.cells import SCHEMA_VERSION
from grader.course.notebook import ANSWER

MOST_LETTERS = 100_000  # of a student's own cell, which nothing reads but a person
_KINDS = ("code", "markdown", "raw")
_START = ""


@dataclass
class Mended:
    """The cells of a notebook that was mended, and a sentence for each thing that was amiss."""

    cells: list[dict[str, Any]]
    notes: list[str] = field(default_factory=list)
    found_nothing: bool = False


def mend(cells: list[dict[str, Any]], template: list[TemplateCell], names: Iterable[str]) -> Mended:
    """Return ``cells`` as the template has them, in its order, each student's own cell behind the one it came after.

    An answer cell that has lost its name is known by what it defines: one of ``names``.
    """
    return _Mending(cells, template, set(names)).mended()


class _Mending:
    def __init__(self, cells: list[dict[str, Any]], template: list[TemplateCell], names: set[str]) -> None:
        self._template, self._names, self._notes, self._found = template, names, list[str](), False
        self._of: dict[str, list[dict[str, Any]]] = {cell.name: [] for cell in template}
        self._own: dict[str, list[dict[str, Any]]] = defaultdict(list)  # by the cell of the template before it
        by_text = {cell.source.strip(): cell.name for cell in template}
        after, order = _START, list[str]()
        for cell in cells:
            name = _marks(cell).get("grade_id")
            if not isinstance(name, str) or name not in self._of:
                name = by_text.get(text_of(cell).strip(), "")
            if name:
                self._of[name].append(cell)
                order.append(name)
                after = name
            else:
                self._own[after].append(cell)
        named = [_marks(cell) for cells in self._of.values() for cell in cells]
        if any(marks and marks.get("schema_version") != SCHEMA_VERSION for marks in named):
            self._notes.append("Its metadata was of another version of nbgrader; it was brought up to date.")
        first = list(dict.fromkeys(order))
        if first != [cell.name for cell in template if cell.name in first]:
            self._notes.append("The cells were in another order.")

    def mended(self) -> Mended:
        chosen = {cell.name: self._chosen(cell) for cell in self._template}
        cells = self._extras(_START)
        for one in self._template:
            cells.append(one.filled(*(chosen[one.name] if one.solution else ())))
            cells += self._extras(one.name)
        if self._found:
            return Mended(cells, self._notes)
        return Mended(
            cells, ["It held none of the cells of this exercise; it counts as not written."], found_nothing=True
        )

    def _extras(self, after: str) -> list[dict[str, Any]]:
        return [_plain(cell, f"own-{after}-{number}") for number, cell in enumerate(self._own[after])]

    def _chosen(self, cell: TemplateCell) -> tuple[str, dict[str, Any] | None]:
        """Return text and pictures of the cell that stands for ``cell``, and note what was amiss."""
        there = self._of[cell.name] or self._renamed(cell)
        if not there:
            counts = "it counts as not written" if cell.solution else "it has been put back"
            self._notes.append(f"The cell `{cell.name}` was missing; {counts}.")
            return cell.source, None
        self._found = True
        if not cell.solution:
            self._compare(cell, there)
            return cell.source, None
        changed = [one for one in there if text_of(one).strip() != cell.source.strip()]
        counting = self._counting(cell, changed) or there[-1:]
        if len(there) > 1:
            how = "the last one that was changed counts" if len(counting) == 1 else "its parts were put together"
            self._notes.append(f"The cell `{cell.name}` was there {len(there)} times; {how}.")
            self._own[cell.name] = _without(changed, counting) + self._own[cell.name]
        self._compare_marks(cell, counting[-1])
        return "\n\n".join(text_of(one) for one in counting), _pictures(counting[-1])

    def _counting(self, cell: TemplateCell, changed: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return which of the copies of ``cell`` count: both halves of an answer that was split, else the last one."""
        if cell.name != ANSWER or len(changed) < 2:
            return changed[-1:]
        names = [_defined(text_of(one)) for one in changed]
        parts = [one for one, defined in zip(changed, names, strict=True) if defined]
        if parts and sum(map(len, names)) == len(set().union(*names)):
            return parts
        return [one for one, defined in zip(changed, names, strict=True) if self._names & defined][-1:] or changed[-1:]

    def _compare(self, cell: TemplateCell, there: list[dict[str, Any]]) -> None:
        if len(there) > 1:
            self._notes.append(f"The cell `{cell.name}` was there {len(there)} times; it counts once.")
        if any(text_of(one).strip() != cell.source.strip() for one in there):
            self._notes.append(
                f"The cell `{cell.name}` was changed, which only its author may do; the original counts."
            )
        self._compare_marks(cell, there[-1])

    def _compare_marks(self, cell: TemplateCell, one: dict[str, Any]) -> None:
        kind, points = one.get("cell_type"), _marks(one).get("points")
        if kind != cell.kind:
            self._notes.append(f"The cell `{cell.name}` had become a {kind} cell; it counts as {cell.kind}.")
        if not _marks(one):
            self._notes.append(f"The cell `{cell.name}` had lost its name; it was known by what stands in it.")
        elif cell.grade and points != cell.points:
            self._notes.append(f"The points of `{cell.name}` were changed to {points}; {cell.points:g} count.")

    def _renamed(self, cell: TemplateCell) -> list[dict[str, Any]]:
        """Return a cell made of the student's own ones that must be ``cell``; these are theirs no more."""
        if not cell.solution:
            return []
        own = [one for cells in self._own.values() for one in cells]
        marked = [one for one in own if _marks(one).get("solution") and bool(_marks(one).get("grade")) == cell.grade]
        taken = marked or [one for one in own if self._may_be(one, cell)]
        if not taken:
            return []
        self._own = defaultdict(list, {after: _without(cells, taken) for after, cells in self._own.items()})
        text = "\n\n".join(text_of(one) for one in taken)
        return [taken[-1] | {"source": text, "metadata": {}}]

    def _may_be(self, one: dict[str, Any], cell: TemplateCell) -> bool:
        """Tell whether a cell without marks may be ``cell``: by what it defines, or as a text that somebody should read."""
        if cell.name == ANSWER:
            return one.get("cell_type") == "code" and bool(self._names & _defined(text_of(one)))
        return one.get("cell_type") == "markdown" == cell.kind


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    try:
        marks = cell["metadata"]["nbgrader"]
    except (KeyError, TypeError):
        return {}
    return marks if isinstance(marks, dict) else {}


def _without(cells: list[dict[str, Any]], taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [cell for cell in cells if not any(cell is one for one in taken)]


def _defined(text: str) -> set[str]:
    try:
        return Submission(Path(), python_of(text)).names
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()


def _plain(cell: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a student's own cell: to be read, never to be graded."""
    kind, text = cell.get("cell_type"), text_of(cell)
    if len(text) > MOST_LETTERS:
        text = f"{text[:MOST_LETTERS]}\n[{len(text) - MOST_LETTERS} more letters]"
    plain: dict[str, Any] = {"cell_type": kind if kind in _KINDS else "raw", "id": name, "metadata": {}, "source": text}
    if kind == "code":
        return plain | {"execution_count": None, "outputs": []}
    pictures = _pictures(cell)
    return plain | ({"attachments": pictures} if pictures else {})


def _pictures(cell: dict[str, Any]) -> dict[str, Any] | None:
    """Return the pictures in a cell of text, if they are what Jupyter writes."""
    pictures = cell.get("attachments")
    if not isinstance(pictures, dict) or not all(isinstance(bundle, dict) for bundle in pictures.values()):
        return None
    right = all(isinstance(data, str) for bundle in pictures.values() for data in bundle.values())
    return pictures if pictures and right else None
