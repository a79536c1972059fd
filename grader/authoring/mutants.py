"""Mutants of a solution: the same file with one small fault in what the learner writes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from grader.authoring.stub import BEGIN, END, INSTEAD, around

Operator = tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]


@dataclass(frozen=True)
class Mutant:
    """A changed solution: its ``source``, the ``line`` (from 1) and what stands there instead of what ``was`` there.

    ``place`` is the dotted name of the function around it.
    """

    source: str
    line: int
    was: str
    became: str
    place: str = ""

    @property
    def change(self) -> tuple[str, str]:
        """Return what was and what became, which is how ``survivors.toml`` names it, with the place where it must."""
        return self.was, self.became

    @property
    def above(self) -> str:
        """Return the line above the change, which tells apart what is left out twice in one function."""
        lines = self.source.splitlines()[: self.line - 1]
        return " ".join(lines[-1].split()) if lines else ""

    def __str__(self) -> str:
        """Return the change as people write it."""
        return f"line {self.line}: {self.was}  ->  {self.became or '(nothing)'}"


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of the regions of ``source`` that learners write, in order, each once.

    The changes are those of mutmut, other text in f-strings, and what mutmut never leaves out: lines, the elements of
    lists and dictionaries, the only option of a call. What parses to the same tree as the source, or not at all, is no
    mutant.
    """
    wrapper = MetadataWrapper(cst.parse_module(source))
    found = {_tree(source): None} | {
        _tree(mutant.source): mutant for mutant in _changes(wrapper, learner_lines(source)) if _parses(mutant.source)
    }
    found.pop(_tree(source))
    return sorted((one for one in found.values() if one), key=lambda mutant: mutant.line)


def learner_lines(source: str) -> set[int]:
    """Return the numbers of the lines that the stub leaves out; INSTEAD ends the code of a region."""
    lines, inside = set(), False
    for number, line in enumerate(source.splitlines(), start=1):
        marker = line.strip()
        if marker in (BEGIN, INSTEAD, END):
            inside = marker == BEGIN
        elif inside:
            lines.add(number)
    return lines


def _changes(wrapper: MetadataWrapper, lines: set[int]) -> Iterator[Mutant]:
    for node, place in wrapper.resolve(PositionProvider).items():
        if place.start.line in lines:
            for kind, operator in OPERATORS:
                if isinstance(node, kind):
                    yield from (_mutant(wrapper.module.code, _replaced(wrapper, node, new)) for new in operator(node))
        if isinstance(node, cst.List | cst.Dict):
            # What a stub hands out may begin the list that the learner goes on with: the place of the element counts.
            yield from (_mutant(wrapper.module.code, code) for line, code in _shorter(wrapper, node) if line in lines)


def _replaced(wrapper: MetadataWrapper, node: cst.CSTNode, changed: cst.CSTNode) -> str:
    module = wrapper.module.deep_replace(node, changed)
    assert isinstance(module, cst.Module)
    return module.code


def _shorter(wrapper: MetadataWrapper, node: cst.List | cst.Dict) -> Iterator[tuple[int, str]]:
    """Leave each element out with its comma, and yield its line and the code; comments stay, which a tree would take along."""
    code, spans = wrapper.module.code.encode(), wrapper.resolve(ByteSpanPositionProvider)
    for element in node.elements:
        start = spans[element].start
        end = start + spans[element].length
        if isinstance(element.comma, cst.Comma):
            end += len(f"{wrapper.module.code_for_node(element.comma.whitespace_before)},".encode())
        yield wrapper.resolve(PositionProvider)[element].start.line, (code[:start] + code[end:]).decode()


def _mutant(source: str, changed: str) -> Mutant:
    old, new = source.splitlines(), changed.splitlines()
    first = next(index for index, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    rest = next(index for index, (one, other) in enumerate(zip(old[::-1], new[::-1], strict=False)) if one != other)
    was, became = (" ".join(" ".join(lines[first : len(lines) - rest]).split()) for lines in (old, new))
    return Mutant(changed, first + 1, was, became, around(old, first + 1))


def _without(statement: cst.SimpleStatementLine) -> Iterator[cst.CSTNode]:
    """Leave a line out, which no mutant of mutmut does: it is the commonest fault of learners."""
    yield statement.with_changes(body=[cst.Pass()])


def _other_text(text: cst.FormattedStringText) -> Iterator[cst.CSTNode]:
    yield text.with_changes(value=f"XX{text.value}")


def _without_choice(target: cst.ComparisonTarget) -> Iterator[cst.CSTNode]:
    """Leave out one of the values that something may be; other tuples have a fixed length, and fail at once."""
    choices = target.comparator
    if isinstance(target.operator, cst.In | cst.NotIn) and isinstance(choices, cst.Tuple | cst.Set):
        for left_out in choices.elements if len(choices.elements) > 1 else ():
            kept = [element for element in choices.elements if element is not left_out]
            yield target.with_changes(comparator=choices.with_changes(elements=kept))


def _without_option(call: cst.Call) -> Iterator[cst.CSTNode]:
    """Leave out an argument that stands alone, which mutmut keeps; only one with a name can mostly be left out."""
    if len(call.args) == 1 and call.args[0].keyword:
        yield call.with_changes(args=[])


OPERATORS: list[Operator] = [
    *mutation_operators,
    (cst.SimpleStatementLine, _without),
    (cst.FormattedStringText, _other_text),
    (cst.ComparisonTarget, _without_choice),
    (cst.Call, _without_option),
]


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _tree(source: str) -> str:
    return ast.dump(ast.parse(source))
