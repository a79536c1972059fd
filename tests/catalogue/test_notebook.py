"""What is taken out of a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import read_submission
from grader.catalogue.notebook import source_of_notebook
from grader.kit.errors import SubmissionError


def _cell(source: str | list[str], *, kind: str = "code", answer: bool = False) -> dict[str, Any]:
    metadata = {"nbgrader": {"solution": True, "grade_id": "answer"}} if answer else {}
    return {"cell_type": kind, "source": source, "metadata": metadata}


def _notebook(*cells: Any) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4}).encode()


def test_the_answer_cells_are_the_answer() -> None:
    """Where a course marks them, trials in other cells do not count."""
    raw = _notebook(_cell("x = 1"), _cell(["y = 2\n", "z = 3"], answer=True), _cell("w = 4", answer=True))

    assert source_of_notebook(raw, "a.ipynb") == "y = 2\nz = 3\n\nw = 4\n"


def test_without_marks_every_code_cell_counts() -> None:
    """Text cells do not, and a notebook without cells is empty Python."""
    assert source_of_notebook(_notebook(_cell("x = 1"), _cell("# Title", kind="markdown")), "a.ipynb") == "x = 1\n"
    assert source_of_notebook(_notebook(), "a.ipynb") == "\n"


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("!pip install keras\nx = 1", "\nx = 1"),
        ("x = 1\nx?\n?x", "x = 1\nx?\n"),
        ("%%time\nx = 1", "\nx = 1"),
        ("%%bash\nrm -rf .", "\n"),
        ("text = '''\n%d\n'''", "text = '''\n%d\n'''"),
        ("y = (3\n% 2)", "y = (3\n% 2)"),
    ],
)
def test_lines_that_only_a_notebook_understands(cell: str, python: str) -> None:
    """They become empty, so that line numbers stay; what is Python already is left alone."""
    assert source_of_notebook(_notebook(_cell(cell)), "a.ipynb") == python + "\n"


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"cells": 3}', b'{"cells": [3]}', b"\xff\xfe", b"[" * 100_000], ids=repr
)
def test_what_is_no_notebook(raw: bytes) -> None:
    """One sentence that says what to do, whatever it is."""
    with pytest.raises(SubmissionError, match=r"a\.ipynb is not a notebook that can be read"):
        source_of_notebook(raw, "a.ipynb")


def test_odd_cells_are_taken_as_they_are() -> None:
    """Metadata and sources of other shapes than usual break nothing."""
    odd = {"cell_type": "code", "metadata": {"nbgrader": 3}}

    assert source_of_notebook(_notebook(odd, {"cell_type": "code", "source": ["x", 1]}), "a.ipynb") == "\n\nx1\n"


def test_a_notebook_is_a_submission(tmp_path: Path) -> None:
    """It is graded like a file; a syntax error in it is told."""
    file = tmp_path / "answer.ipynb"
    file.write_bytes(_notebook(_cell("import keras\n%time\nx = 1")))
    assert read_submission(file).names == {"keras", "x"}

    file.write_bytes(_notebook(_cell("def (")))
    with pytest.raises(SubmissionError, match=r"cannot read answer\.ipynb, line 1"):
        read_submission(file)
