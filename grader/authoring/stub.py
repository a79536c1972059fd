"""From a solution to the stub that a learner starts from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.kit.errors import KitError
from grader.kit.syntax import parse

BEGIN, INSTEAD, END = "### BEGIN SOLUTION", "### INSTEAD", "### END SOLUTION"


def stub_of(source: str, name: str = "solution.py") -> str:
    """Return ``source`` with each region between the markers replaced.

    A region becomes ``raise NotImplementedError("... is not written yet")``, named after the function around it, or the
    commented lines that follow ``### INSTEAD`` inside it, which may be none. Raises KitError when markers do not pair,
    when no TODO tells the learner what to do, or when the stub is not Python.
    """
    stub = "\n".join(_stub_lines(source.splitlines(), name)) + "\n"
    if "TODO" not in stub:
        raise KitError(f"{name} holds no TODO: a learner would not know where to write.")
    try:
        parse(stub)
    except SyntaxError as error:
        raise KitError(f"The stub of {name} is not Python (line {error.lineno}: {error.msg}).") from error
    return stub


def _stub_lines(lines: list[str], name: str) -> Iterator[str]:
    region: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        marker = line.strip()
        if marker == BEGIN and region is None:
            region = []
        elif marker == END and region is not None:
            yield from _replacement(region, line.partition("#")[0], around(lines, number))
            region = None
        elif marker in (BEGIN, END):
            raise KitError(f"{name}, line {number}: `{marker}` does not pair with the marker before it.")
        elif region is not None:
            region.append(line)
        else:
            yield line
    if region is not None:
        raise KitError(f"{name}: `{BEGIN}` is never closed by `{END}`.")


def _replacement(region: list[str], indent: str, around: str) -> list[str]:
    markers = [index for index, line in enumerate(region) if line.strip() == INSTEAD]
    if not markers:
        return [f'{indent}raise NotImplementedError("{around} is not written yet")']
    return [f"{indent}{_uncommented(line)}".rstrip() for line in region[markers[0] + 1 :]]


def _uncommented(line: str) -> str:
    return line.strip().removeprefix("#").removeprefix(" ")


def around(lines: list[str], number: int) -> str:
    """Return the dotted name of the innermost function or class around line ``number``."""
    names: list[str] = []
    node: ast.AST = parse("\n".join(lines))
    while inner := next((one for one in ast.iter_child_nodes(node) if _holds(one, number)), None):
        if isinstance(inner, ast.FunctionDef | ast.ClassDef):
            names.append(inner.name)
        node = inner
    return ".".join(names) or "this"


def _holds(node: ast.AST, number: int) -> bool:
    # A marker may stand after the last statement of a function: the end is that of the next sibling, nearly.
    return isinstance(node, ast.stmt) and node.lineno <= number <= (node.end_lineno or node.lineno) + 1
