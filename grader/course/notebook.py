"""The notebook of an exercise, from the same sources as its stub."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grader
from grader.authoring.stub import BEGIN, END
from grader.catalogue import Exercise
from grader.course.cells import code, markdown
from grader.course.statement import statement_of
from grader.kit.paths import Kit

KEY = "callbacks_by_doing"  # under which a notebook's metadata says which exercise it holds, and for which kit
STATEMENT, SETUP, ANSWER, CHECK, EXPLAIN = "statement", "setup", "answer", "check", "explain"

_SETUP = """\
# Run this cell first. It makes check(...) ready, which grades your answer.
try:
    from grader.notebook import begin
except ImportError:
    missing = (
        "The kit Callbacks by Doing is not installed where this notebook runs. "
        "{way}"
    )
    print(missing)

    def check(exercise, points=None):
        print(missing)
        return 0.0
else:
    check = begin("{slug}", kit="{version}"{site})
"""
# No name of a package: nobody can promise what an index has under it.
_INSTALL = "Run this line in a new cell, restart the kernel, and begin again here:\\n\\n    %pip install {install}"
_ASK = "Ask whoever gave you this notebook how to install it. Then restart the kernel, and begin again here."
_CHECK = """\
# Run this cell to grade your answer. It grades what you ran last in the answer cell.
max(0.0, min({points!r}, check("{slug}"{scaled})))
"""
_EXPLAIN = """\
## Explain what your run did

Use your answer in a cell of your own, or read what `check(...)` showed. Then tell in three to six sentences what happened
and why: which hooks Keras called, what your code decided there, and what would have happened without it.
A person reads this and gives up to {points:g} points.

{begin}
{key}
{end}
"""
_NO_KEY = "A good answer names the moments at which Keras calls the code, and what the code changes about the training."


@dataclass(frozen=True)
class Wanted:
    """What a course asks of a notebook: points for the answer and for explaining it, and where things are found."""

    points: float
    explain_points: float = 2.0
    install: str = ""
    lessons: str | None = None


def notebook_of(kit: Kit, exercise: Exercise, wanted: Wanted | None = None) -> dict[str, Any]:
    """Return the instructor's notebook of ``exercise``: `nbgrader generate_assignment` makes the learners' one of it.

    The answer is the solution between its markers where ``kit`` has it, else the stub.
    """
    wanted = wanted or Wanted(exercise.points)
    text, pictures = statement_of(exercise, wanted.lessons, wanted.points)
    scaled = "" if wanted.points == exercise.points else f", points={float(wanted.points)!r}"
    site = f', lessons="{wanted.lessons}"' if wanted.lessons else ""
    way = _INSTALL.format(install=wanted.install) if wanted.install else _ASK
    setup = _SETUP.format(way=way, slug=exercise.slug, version=grader.__version__, site=site)
    check = _CHECK.format(points=float(wanted.points), slug=exercise.slug, scaled=scaled)
    explain = _EXPLAIN.format(points=wanted.explain_points, key=_NO_KEY, begin=BEGIN, end=END)
    return {
        "cells": [
            markdown(STATEMENT, text, pictures, locked=True),
            code(SETUP, setup, locked=True),
            code(ANSWER, _answer(kit, exercise), solution=True),
            code(CHECK, check, grade=True, locked=True, points=wanted.points),
            markdown(EXPLAIN, explain, grade=True, solution=True, points=wanted.explain_points),
        ],
        "metadata": {
            KEY: {"exercise": exercise.slug, "kit": grader.__version__},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write_notebook(path: Path, notebook: dict[str, Any]) -> None:
    """Write ``notebook`` as Jupyter does, with a line of the file for each line of a cell."""
    cells = [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    notebook = notebook | {"cells": cells}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _answer(kit: Kit, exercise: Exercise) -> str:
    solution = kit.solutions / exercise.slug / "solution.py"
    return (solution if solution.is_file() else exercise.stub).read_text(encoding="utf-8")
