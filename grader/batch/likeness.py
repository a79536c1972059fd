"""What is kept of a submission for telling likeness: marks that stand for the shape of its code, and no text of it."""

from __future__ import annotations

import ast
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.batch.handed_in import HandedIn
from grader.catalogue.submission import read_submission
from grader.kit.errors import KitError
from grader.kit.syntax import parse

FILE = "likeness.jsonl"
SPAN = 12  # nodes of the syntax tree that one mark stands for: about two short lines
MOST = 5000  # marks that are kept of one submission; of more, the same part of each
_SILENT = (ast.Module, ast.expr_context, ast.arguments)  # they stand in all code, and tell nothing


@dataclass(frozen=True)
class Shape:
    """The shape of one submission: each mark stands for a few neighbouring nodes, and maps to their first line.

    Names, values, comments and layout are no part of it, so they cannot be got back from it.
    """

    student: str
    exercise: str
    digest: str
    marks: dict[str, int]


def marks_of(source: str) -> dict[str, int]:
    """Return the marks of Python ``source`` with their first lines; raises SyntaxError when it is not Python."""
    nodes = list(_nodes(parse(source)))
    found: dict[str, int] = {}
    for start in range(len(nodes) - SPAN + 1):
        words = " ".join(word for word, _ in nodes[start : start + SPAN])
        found.setdefault(hashlib.blake2b(words.encode(), digest_size=5).hexdigest(), nodes[start][1])
    return {mark: found[mark] for mark in sorted(found)[:MOST]}


def _nodes(node: ast.AST, line: int = 1) -> Iterator[tuple[str, int]]:
    """Return the kinds of all nodes in the order of the source, with lines; annotations and docstrings are left out."""
    line = getattr(node, "lineno", line)
    if not isinstance(node, _SILENT):
        yield type(node).__name__, line
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _nodes(child, line)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def keep_shapes(folder: Path, handed_in: Iterable[HandedIn]) -> None:
    """Keep the shapes of what was handed in beside the results in ``folder``; what was kept and is unchanged stays."""
    shapes = {(shape.student, shape.exercise): shape for shape in read_shapes(folder)}
    for one in handed_in:
        digest = one.digest
        if one.fault or one.key not in shapes or shapes[one.key].digest != digest:
            shapes.pop(one.key, None)
            if (marks := _marks(one)) is not None:
                shapes[one.key] = Shape(*one.key, digest, marks)
    draft = folder / f"{FILE}.new"
    with draft.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(shape.__dict__, ensure_ascii=False) + "\n" for shape in shapes.values())
    os.replace(draft, folder / FILE)


def _marks(one: HandedIn) -> dict[str, int] | None:
    try:
        return None if one.fault else marks_of(read_submission(one.path).source)
    except (KitError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def read_shapes(folder: Path) -> list[Shape]:
    """Return the shapes that are kept in ``folder``; none when a batch has not come to its end there."""
    try:
        lines = (folder / FILE).read_bytes().splitlines()  # of bytes: text has more kinds of line ends
        return [Shape(**json.loads(line)) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise KitError(
            f"{folder / FILE} cannot be read: {error}. Remove it; `grader batch --resume` makes it again."
        ) from error
