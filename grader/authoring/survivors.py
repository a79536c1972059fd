"""Mutants that live on for a reason, which ``survivors.toml`` beside the solution gives."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from grader.kit.errors import KitError

FILE = "survivors.toml"
KINDS = ("equivalent", "right")  # the mutant does the same; it does something else that the statement allows
_FIELDS = {"was", "became", "kind", "reason"}


def known_survivors(file: Path) -> dict[tuple[str, str], str]:
    """Return the reason for each recorded change, by what was and what became; raises KitError naming every fault.

    White space does not count, so an entry may be broken into lines.
    """
    if not file.is_file():
        return {}
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
    if faults := [fault for number, entry in enumerate(entries, start=1) if (fault := _fault(entry, number))]:
        raise KitError(f"{file.parent.name}/{FILE}: {' '.join(faults)}")
    return {(_plain(entry["was"]), _plain(entry["became"])): entry["reason"] for entry in entries}


def _fault(entry: dict[str, Any], number: int) -> str:
    if set(entry) != _FIELDS or not all(isinstance(value, str) for value in entry.values()):
        return f"Entry {number} needs the strings {', '.join(sorted(_FIELDS))}; it has {', '.join(sorted(entry))}."
    if entry["kind"] not in KINDS:
        return f"Entry {number} is of kind {entry['kind']!r}; it can be {' or '.join(KINDS)}."
    return "" if entry["reason"].strip() else f"Entry {number} gives no reason."


def _plain(text: str) -> str:
    return " ".join(text.split())
