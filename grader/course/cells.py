"""The cells of a notebook, each with what nbgrader must know of it."""

from __future__ import annotations

from typing import Any

SCHEMA_VERSION = 3  # of nbgrader's metadata


def code(name: str, source: str, **marks: Any) -> dict[str, Any]:
    """Return a code cell that nbgrader and editors know as ``name``."""
    return _cell("code", name, source, marks) | {"execution_count": None, "outputs": []}


def markdown(name: str, source: str, attachments: dict[str, Any] | None = None, **marks: Any) -> dict[str, Any]:
    """Return a cell of text with its pictures."""
    return _cell("markdown", name, source, marks) | ({"attachments": attachments} if attachments else {})


def _cell(kind: str, name: str, source: str, marks: dict[str, Any]) -> dict[str, Any]:
    nbgrader = {"schema_version": SCHEMA_VERSION, "grade_id": name, "grade": False, "solution": False, "locked": False}
    metadata = {"nbgrader": nbgrader | {"task": False} | marks}
    return {"cell_type": kind, "id": name, "metadata": metadata, "source": source.rstrip("\n")}
