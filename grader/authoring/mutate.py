"""`grader author mutate`: which small faults in a solution does its judge not see?"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.authoring.mutants import Mutant, mutants
from grader.catalogue import Exercise
from grader.judge import Attempt, Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge

FILE = "survivors.toml"
KINDS = ("equivalent", "right")  # the mutant does the same; it does something else that exercises.md allows
_FIELDS = {"was", "became", "kind", "reason"}


@dataclass
class Mutation:
    """What became of the mutants of one exercise: ``killed`` and ``known`` are counts, the rest needs a person."""

    exercise: str
    made: int = 0
    killed: int = 0
    known: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Tell whether no mutant survives without a reason, and every reason is about one that does."""
        return not self.survivors and not self.stale

    def __str__(self) -> str:
        """Return the line that `grader author mutate` prints."""
        state = "ok  " if self.is_clean else "FAIL"
        return (
            f"{state} {self.exercise:24} {self.made} mutants: {self.killed} killed, "
            f"{self.known} known to be right, {len(self.survivors)} survive"
        )


def mutate(
    kit: Kit, exercise: Exercise, engine: Engine, seeds: range, done: Callable[[int, int, int], object]
) -> Mutation:
    """Grade every mutant of the solution until a seed kills it, and compare who survives with ``survivors.toml``.

    ``done`` is told after each grading how many of how many there are for this seed, and how many lived so far.
    """
    solution = kit.solutions / exercise.slug / "solution.py"
    known = known_survivors(solution.with_name(FILE))
    all_of_them = living = mutants(solution.read_text(encoding="utf-8"))
    for seed in seeds:  # nearly every mutant dies of the first
        living = list(_living(exercise, living, engine, seed, done))
    changes = {(mutant.was, mutant.became) for mutant in living}
    survivors = [mutant for mutant in living if (mutant.was, mutant.became) not in known]
    return Mutation(
        exercise.slug,
        made=len(all_of_them),
        killed=len(all_of_them) - len(living),
        known=len(living) - len(survivors),
        survivors=survivors,
        stale=[f"{was}  ->  {became or '(nothing)'}" for was, became in known if (was, became) not in changes],
    )


def known_survivors(file: Path) -> dict[tuple[str, str], str]:
    """Return the reason for each recorded change, by what was and what became; raises KitError naming every fault."""
    if not file.is_file():
        return {}
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
    if faults := [fault for number, entry in enumerate(entries, start=1) if (fault := _fault(entry, number))]:
        raise KitError(f"{file.parent.name}/{FILE}: {' '.join(faults)}")
    return {(entry["was"], entry["became"]): entry["reason"] for entry in entries}


def _fault(entry: dict[str, Any], number: int) -> str:
    if set(entry) != _FIELDS or not all(isinstance(value, str) for value in entry.values()):
        return f"Entry {number} needs the strings {', '.join(sorted(_FIELDS))}; it has {', '.join(sorted(entry))}."
    if entry["kind"] not in KINDS:
        return f"Entry {number} is of kind {entry['kind']!r}; it can be {' or '.join(KINDS)}."
    return "" if entry["reason"].strip() else f"Entry {number} gives no reason."


def _living(
    exercise: Exercise, candidates: list[Mutant], engine: Engine, seed: int, done: Callable[[int, int, int], object]
) -> Iterator[Mutant]:
    """Return those of ``candidates`` that get full points for the cases of ``seed``."""
    lived = 0
    with tempfile.TemporaryDirectory(prefix="callbacks-mutants-") as folder, ThreadPoolExecutor(os.cpu_count()) as pool:

        def attempt(number: int) -> Attempt:
            file = Path(folder) / f"{number}.py"
            file.write_text(candidates[number].source, encoding="utf-8")
            return engine.attempt(exercise, file, seed)

        attempts = pool.map(attempt, range(len(candidates)))
        for count, (mutant, attempted) in enumerate(zip(candidates, attempts, strict=True), start=1):
            if judge(attempted).status == "passed":
                lived += 1
                yield mutant
            done(count, len(candidates), lived)
