"""The rules of an exercise: for each, the checks that hold it, and wrong submissions with one fault that they see."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.authoring.specimen import wrong_ones
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.pytest_plugin.grading import checks_of

FILE = "rules.toml"
_FIELDS = {"says": str, "checks": list, "shown_by": list}


@dataclass(frozen=True)
class Rule:
    """One rule of an exercise in words, the ``checks`` that hold it, and the stems of the wrong submissions that show it."""

    says: str
    checks: tuple[str, ...]
    shown_by: tuple[str, ...]


def rules_of(kit: Kit, exercise: Exercise) -> list[Rule]:
    """Return the rules that ``rules.toml`` beside the solution names; raises KitError that lists every fault.

    Every rule needs a check and a wrong submission that one of its checks catches, every check needs a rule.
    """
    file = kit.solutions / exercise.slug / FILE
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("rule", []) if file.is_file() else []
    if faults := [fault for number, entry in enumerate(entries, start=1) if (fault := _shape(entry, number))]:
        raise KitError(f"{exercise.slug}/{FILE}: {' '.join(faults)}")
    rules = [Rule(entry["says"], tuple(entry["checks"]), tuple(entry["shown_by"])) for entry in entries]
    if faults := list(_faults(kit, exercise, rules)):
        raise KitError(f"{exercise.slug}/{FILE}: {' '.join(faults)}")
    return rules


def _shape(entry: dict[str, Any], number: int) -> str:
    right = set(entry) == set(_FIELDS) and all(isinstance(entry[name], kind) for name, kind in _FIELDS.items())
    return "" if right else f"Rule {number} needs the text says and the lists checks and shown_by."


def _faults(kit: Kit, exercise: Exercise, rules: list[Rule]) -> Iterator[str]:
    caught_by = {one.path.stem: one.caught_by for one in wrong_ones(kit, exercise)}
    checks = [check.name for check in checks_of(exercise)]
    for rule in rules:
        if not rule.checks or not rule.shown_by:
            yield f"`{rule.says}` has an empty row: it needs a check, and a wrong submission that shows it."
        for name in rule.checks:
            if name not in checks:
                yield f"`{rule.says}` names {name}, which is no check."
        for stem in rule.shown_by:
            if stem not in caught_by:
                yield f"`{rule.says}` names {stem}, but there is no wrong/{stem}.py."
            elif caught_by[stem] not in rule.checks:
                yield f"`{rule.says}` names {stem}, which {caught_by[stem]} catches."
    held = {name for rule in rules for name in rule.checks}
    for name in checks:
        if name not in held:
            yield f"{name} holds no rule."
