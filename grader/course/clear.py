"""nbgrader's step from the instructor's notebook to the learners', which leaves the kit's own stub."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_solution

from grader.authoring.stub import BEGIN, stub_of
from grader.course.notebook import KEY


class LeaveStub(ClearSolutions):
    """Clears solutions as nbgrader does, but leaves in each answer of the kit the stub that `grader check` knows.

    Where a solution was, a stub says which function is not written yet. nbgrader can only leave the same words
    everywhere, and replaces a whole cell that holds no marker, as it is where the kit has no solutions.
    """

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Note whether the notebook is one of the kit."""
        self._of_the_kit = KEY in nb.metadata
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Any:
        """Make the stub of an answer; leave all other cells to nbgrader."""
        if not (self._of_the_kit and cell.cell_type == "code" and is_solution(cell)):
            return super().preprocess_cell(cell, resources, cell_index)
        if BEGIN in cell.source:
            cell.source = stub_of(cell.source, "the answer cell").rstrip("\n")
        return cell, resources
