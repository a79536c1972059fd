"""The Python of a notebook: what a learner wrote in its cells, without what only a notebook understands."""

from __future__ import annotations

import json
from typing import Any

from grader.kit.errors import SubmissionError

MAX_BYTES = 60_000_000  # pictures in outputs make notebooks large; they are dropped when it is read
_ONLY_IN_NOTEBOOKS = ("%", "!", "?")


def source_of_notebook(raw: bytes, name: str) -> str:
    """Return the code of the notebook ``raw`` as one Python text.

    These are the answer cells (nbgrader's ``solution``) where there are any, else all code cells. Lines that start with
    ``%``, ``!`` or ``?`` become empty, cells of another language (``%%bash``) too. Raises SubmissionError when it is no
    notebook, and names ``name``.
    """
    cells = [cell for cell in read_notebook(raw, name)["cells"] if cell.get("cell_type") == "code"]
    answers = [cell for cell in cells if _is_answer(cell)]
    return "\n\n".join(python_of(text_of(cell)) for cell in answers or cells) + "\n"


def read_notebook(raw: bytes, name: str) -> dict[str, Any]:
    """Return the notebook ``raw``, of which is certain that it has a list of ``cells``, each a table.

    Raises SubmissionError when it is no notebook, and names ``name``.
    """
    try:
        notebook: dict[str, Any] = json.loads(raw.decode("utf-8-sig"))
        cells = notebook["cells"]
        if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        message = f"{name} is not a notebook that can be read. Open it, save it again, and hand that file in."
        raise SubmissionError(message) from None
    return notebook


def _is_answer(cell: dict[str, Any]) -> bool:
    try:
        return bool(cell["metadata"]["nbgrader"]["solution"])
    except (KeyError, TypeError):
        return False


def text_of(cell: dict[str, Any]) -> str:
    """Return what is written in ``cell``."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def python_of(text: str) -> str:
    """Return ``text`` as it is when it is Python; else without its notebook lines, so that other line numbers stay."""
    if _compiles(text):
        return text
    if text.lstrip().startswith("%%") and not text.lstrip().startswith(("%%time", "%%capture", "%%prun")):
        return "\n" * text.count("\n")
    lines = text.split("\n")
    return "\n".join("" if line.lstrip().startswith(_ONLY_IN_NOTEBOOKS) else line for line in lines)


def _compiles(text: str) -> bool:
    try:
        compile(text, "cell", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
