"""Asks the grading process about the source of an answer cell."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from grader.isolation.run_folder import run_folder
from grader.kit.errors import KitError

_FILE = "answer.ipynb"
_PATIENCE = 10.0  # seconds that the grading process gets to end its children when a learner interrupts it


def ask(slug: str, source: str) -> dict[str, Any]:
    """Return the report on ``source``, an answer cell of the exercise ``slug``; raises KitError.

    The file is a notebook with this one cell, since an answer may hold lines that only notebooks understand.
    """
    with run_folder() as folder:
        file = folder / _FILE
        file.write_text(json.dumps(_notebook(source)), encoding="utf-8")
        # Without -P, a file of the learner's beside the notebook could stand in for a module of Python.
        command = [sys.executable, "-P", "-m", "grader.notebook.grade", slug, str(file)]
        with _started(command) as process:
            output, errors = process.communicate()
    try:
        answer: dict[str, Any] = json.loads(output.strip().rpartition("\n")[2])
    except ValueError:
        last = errors.strip().rpartition("\n")[2]
        message = f"The grading process ended with status {process.returncode} and no report. {last}".strip()
        raise KitError(message) from None
    if "error" in answer:
        raise KitError(str(answer["error"]))
    # The learner knows of no such file.
    return answer | {"message": str(answer["message"]).replace(_FILE, "the answer cell")}


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", errors="replace"
    ) as process:
        try:
            yield process
        except BaseException:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)
            process.kill()
            raise


def _notebook(source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "answer",
        "metadata": {"nbgrader": {"solution": True}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
