"""Mutants that live on for a reason, which ``survivors.toml`` beside the solution gives."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.mutants import Mutant
from grader.kit.errors import KitError

FILE = "survivors.toml"
KINDS = ("equivalent", "right")  # the mutant does the same; it does something else that the statement allows
_FIELDS = {"was", "became", "kind", "reason"}
_PLACE, _BELOW = "in", "below"


@dataclass(frozen=True)
class Survivor:
    """A mutant that lives for a ``reason``.

    Where the change alone is not enough, ``place`` names the function around it, and ``below`` is the line above it.
    """

    was: str
    became: str
    reason: str
    place: str = ""
    below: str = ""

    def is_about(self, mutant: Mutant) -> bool:
        """Tell whether ``mutant`` is this change, in this place."""
        inside = not self.place or f".{mutant.place}".endswith(f".{self.place}")
        beneath = not self.below or mutant.above == self.below
        return inside and beneath and mutant.change == (self.was, self.became)

    def __str__(self) -> str:
        """Return the change as people write it."""
        where = "".join(f"{key} {text}: " for key, text in ((_PLACE, self.place), (_BELOW, self.below)) if text)
        return f"{where}{self.was}  ->  {self.became or '(nothing)'}"


def known_survivors(file: Path) -> list[Survivor]:
    """Return what is recorded; raises KitError naming every fault.

    White space does not count, so an entry may be broken into lines.
    """
    if not file.is_file():
        return []
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
    if faults := [fault for number, entry in enumerate(entries, start=1) if (fault := _fault(entry, number))]:
        raise KitError(f"{file.parent.name}/{FILE}: {' '.join(faults)}")
    return [
        Survivor(
            _plain(entry["was"]),
            _plain(entry["became"]),
            entry["reason"],
            place=entry.get(_PLACE, ""),
            below=_plain(entry.get(_BELOW, "")),
        )
        for entry in entries
    ]


def ambiguous(known: list[Survivor], made: list[Mutant]) -> list[str]:
    """Return a sentence for each recorded survivor that stands for several mutants: a reason is about one."""
    found = [(one, [mutant for mutant in made if one.is_about(mutant)]) for one in known]
    return [
        f"`{one}` is made in several places: give the function around it, `in = ...`, which can be "
        f"{' or '.join(sorted({mutant.place for mutant in mutants}))}, or the line above it, `below = ...`."
        for one, mutants in found
        if len(mutants) > 1
    ]


def _fault(entry: dict[str, Any], number: int) -> str:
    if set(entry) - {_PLACE, _BELOW} != _FIELDS or not all(isinstance(value, str) for value in entry.values()):
        return f"Entry {number} needs the strings {', '.join(sorted(_FIELDS))}; it has {', '.join(sorted(entry))}."
    if entry["kind"] not in KINDS:
        return f"Entry {number} is of kind {entry['kind']!r}; it can be {' or '.join(KINDS)}."
    return "" if entry["reason"].strip() else f"Entry {number} gives no reason."


def _plain(text: str) -> str:
    return " ".join(text.split())
