"""The cells that a notebook of the course must have, as they were released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.course.cells import code, markdown
from grader.course.notebook import ANSWER, CHECK, EXPLAIN, SETUP, STATEMENT

_ORDER = (STATEMENT, SETUP, ANSWER, CHECK, EXPLAIN)


@dataclass(frozen=True)
class TemplateCell:
    """One cell as it was released; students write in it when it is a ``solution``."""

    name: str
    kind: str
    source: str
    solution: bool = False
    grade: bool = False
    points: float | None = None

    def filled(self, source: str | None = None, attachments: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the cell for a notebook, with ``source`` in place of what was released."""
        marks: dict[str, Any] = {"solution": self.solution, "grade": self.grade, "locked": not self.solution}
        if self.grade:
            marks["points"] = self.points
        text = self.source if source is None else source
        if self.kind == "code":
            return code(self.name, text, **marks)
        return markdown(self.name, text, attachments, **marks)


def template_of(gradebook: Any, assignment: str, notebook: str) -> list[TemplateCell]:
    """Return the cells that `nbgrader generate_assignment` has kept of ``notebook``, in order.

    nbgrader's database keeps no order of its own.
    """
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in found.grade_cells}
    solutions = {cell.name for cell in found.solution_cells}
    cells = [
        TemplateCell(
            cell.name, cell.cell_type, cell.source, cell.name in solutions, cell.name in points, points.get(cell.name)
        )
        for cell in found.source_cells
    ]
    return sorted(cells, key=lambda cell: (_ORDER.index(cell.name) if cell.name in _ORDER else len(_ORDER), cell.name))
