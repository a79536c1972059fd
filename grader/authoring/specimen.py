"""Catalogued submissions: right ones that must be accepted, wrong ones that a named check must catch."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.kit.syntax import parse

_CAUGHT_BY = re.compile(r"^\s*caught by:\s*(\S+)\s*$", re.MULTILINE)
_MISCONCEPTION = re.compile(r"^\s*misconception:\s*(\S+)\s*$", re.MULTILINE)
_MESSAGE = re.compile(r"^\s*message:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Specimen:
    """One catalogued submission; ``caught_by`` is None for a right one, ``misconception`` where its fault is no common one."""

    path: Path
    caught_by: str | None = None
    messages: tuple[str, ...] = ()
    misconception: str | None = None

    @property
    def name(self) -> str:
        """Return the name of its file without the suffix."""
        return self.path.stem


def right_ones(kit: Kit, exercise: Exercise) -> list[Specimen]:
    """Return the right submissions of ``exercise``, its solution first."""
    folder = kit.solutions / exercise.slug
    return [Specimen(path) for path in (folder / "solution.py", *sorted((folder / "right").glob("*.py")))]


def wrong_ones(kit: Kit, exercise: Exercise) -> list[Specimen]:
    """Return the wrong submissions of ``exercise``; raises KitError that names every header that says too little."""
    found = [_wrong(path) for path in sorted((kit.solutions / exercise.slug / "wrong").glob("*.py"))]
    lacking = [one.path.name for one in found if one.caught_by is None or not one.messages]
    if lacking:
        raise KitError(
            f"These wrong submissions of {exercise.slug} need `caught by:` and `message:` in their docstring: "
            f"{', '.join(lacking)}."
        )
    return found


def _wrong(path: Path) -> Specimen:
    header = ast.get_docstring(parse(path.read_text(encoding="utf-8")), clean=True) or ""
    caught_by = _CAUGHT_BY.search(header)
    family = _MISCONCEPTION.search(header)
    return Specimen(
        path,
        caught_by.group(1) if caught_by else None,
        tuple(_MESSAGE.findall(header)),
        family.group(1) if family else None,
    )
