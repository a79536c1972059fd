"""What happens to notebooks between release and hand-in, one function for each kind: a released notebook in, bytes out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from grader.catalogue import find_exercise
from grader.course.autograde.template import TemplateCell
from grader.course.notebook import KEY, notebook_of
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"
Notebook = dict[str, Any]


def released(kit: Kit) -> Notebook:
    """Return the notebook of exercise 02 as learners get it, by the shortest way."""
    notebook = notebook_of(kit, find_exercise(kit, SLUG))
    write_in(notebook, "answer", find_exercise(kit, SLUG).stub.read_text(encoding="utf-8").rstrip())
    write_in(notebook, "explain", "Tell what happened.")
    return notebook


def template_from(notebook: Notebook) -> list[TemplateCell]:
    """Return the template of a course whose released notebook this is."""
    cells = []
    for cell in notebook["cells"]:
        marks = cell["metadata"]["nbgrader"]
        flags = (marks["solution"], marks["grade"], marks.get("points"))
        cells.append(TemplateCell(marks["grade_id"], cell["cell_type"], cell["source"], *flags))
    return cells


def cell_of(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return the first cell of that name."""
    found: dict[str, Any] = next(
        cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )
    return found


def write_in(notebook: Notebook, name: str, text: str) -> None:
    """Write ``text`` into the cell of that name."""
    cell_of(notebook, name)["source"] = text


def answered(notebook: Notebook, answer: str, explained: str = "It stopped.") -> Notebook:
    """Return a copy of ``notebook`` with an answer in it."""
    copied = copy.deepcopy(notebook)
    write_in(copied, "answer", answer)
    write_in(copied, "explain", explained)
    return copied


def as_bytes(notebook: Notebook) -> bytes:
    """Return the file."""
    return json.dumps(notebook).encode()


def duplicated(notebook: Notebook) -> None:
    """Copy the cell that checks, and a pristine answer cell behind the answer."""
    check, answer = cell_of(notebook, "check"), copy.deepcopy(cell_of(notebook, "answer"))
    notebook["cells"] += [copy.deepcopy(check), check | {"source": "10.0"}]
    answer["source"] = "raise NotImplementedError"
    notebook["cells"].insert(0, answer)


def deleted(notebook: Notebook) -> None:
    """Delete the cell that checks and the statement."""
    for name in ("check", "statement"):
        notebook["cells"].remove(cell_of(notebook, name))


def reordered(notebook: Notebook) -> None:
    """Turn the order of the cells round."""
    notebook["cells"].reverse()


def retyped(notebook: Notebook) -> None:
    """Make text of the answer and of the cell that checks, and code of the explanation."""
    for name in ("answer", "check"):
        cell = cell_of(notebook, name)
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]
    cell_of(notebook, "explain").update(cell_type="code", outputs=[], execution_count=None)


def renamed(notebook: Notebook) -> None:
    """Give the answer another name, and take the marks off the explanation."""
    cell_of(notebook, "answer")["metadata"]["nbgrader"]["grade_id"] = "cell-4711"
    cell_of(notebook, "check")["metadata"] = {}


def unmarked(notebook: Notebook) -> None:
    """Take all marks off, as some editors do."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def richer(notebook: Notebook) -> None:
    """Raise the points."""
    cell_of(notebook, "check")["metadata"]["nbgrader"]["points"] = 1000


def with_extras(notebook: Notebook) -> None:
    """Add cells of one's own, one with marks of another course, one with a forged result."""
    foreign = {"nbgrader": {"grade_id": "other", "grade": True, "solution": False, "locked": True, "points": 50}}
    forged = {"output_type": "execute_result", "data": {"text/plain": "10.0"}, "metadata": {}, "execution_count": 1}
    notebook["cells"].insert(3, {"cell_type": "markdown", "metadata": {}, "source": ["My ", "notes"]})
    notebook["cells"].append(
        {"cell_type": "code", "metadata": foreign, "source": "10.0", "outputs": [forged], "execution_count": 1}
    )
    cell_of(notebook, "check").update(source="10.0", outputs=[forged])


def outdated(notebook: Notebook) -> None:
    """Bring the marks back to the first version of nbgrader's metadata."""
    for cell in notebook["cells"]:
        marks = cell["metadata"]["nbgrader"]
        marks["schema_version"] = 1
        del marks["task"]


def with_magics(notebook: Notebook) -> None:
    """Add what only a notebook understands."""
    cell = cell_of(notebook, "answer")
    cell["source"] = f"%matplotlib inline\n!pip list\n{cell['source']}\n?keras\n"


def of_another_exercise(notebook: Notebook) -> None:
    """Hand in the notebook of another exercise."""
    notebook["metadata"][KEY]["exercise"] = "05_brain_tumor"


def of_another_course(notebook: Notebook) -> None:
    """Hand in something else."""
    notebook["metadata"] = {}
    notebook["cells"] = [{"cell_type": "code", "metadata": {}, "source": "print(1)", "outputs": []}]


def without_cells(notebook: Notebook) -> None:
    """Delete everything."""
    notebook["cells"] = []


def half_a_character(notebook: Notebook) -> None:
    """Cut characters in two, as some programs do with an emoji: in the answer, in a cell of one's own, in the points."""
    answer, check = cell_of(notebook, "answer"), cell_of(notebook, "check")
    answer["source"] += "\n# done \ud83d"
    check["metadata"]["nbgrader"]["points"] = "ten \ude00"
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": ["\ud83d\ude00 and \ud83d"]})


def huge(notebook: Notebook) -> None:
    """Show pictures of 50 MB."""
    picture = {"output_type": "display_data", "data": {"image/png": "A" * 50_000_000}, "metadata": {}}
    cell_of(notebook, "answer")["outputs"] = [picture]


DAMAGE: dict[str, Callable[[Notebook], None]] = {
    one.__name__: one
    for one in (duplicated, deleted, reordered, retyped, renamed, unmarked, richer, with_extras, outdated, with_magics)
}
