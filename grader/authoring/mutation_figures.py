"""The figures of the last whole mutation run of an exercise, kept beside its solution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from grader.authoring.graded_mutants import digest, suite_of
from grader.authoring.mutants import learner_lines
from grader.authoring.mutate import Mutation
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "mutation.toml"
_TEXT = """\
# Written by `grader author mutate {number}` when every mutant was killed or recorded in survivors.toml.
made = {made}
killed = {killed}
recorded = {recorded}
seeds = {seeds}
# How the checks that killed them ended; what a clock or a crash had decided was graded twice.
ended = {{{ended}}}
# What was changed, and what graded it: digests of the learner's part of the solution, and of the suite.
solution = "{solution}"
suite = "{suite}"
"""


@dataclass(frozen=True)
class MutationFigures:
    """How many mutants were ``made``, ``killed`` by a check, and ``recorded`` as right, with how many ``seeds``.

    ``ended`` counts those that were killed by the status of the check that did it; it is empty in older files.
    ``solution`` and ``suite`` are digests of what was there then; ``suite`` is empty where earlier forms of the
    suite graded, of which no digest was kept.
    """

    made: int
    killed: int
    recorded: int
    seeds: int
    solution: str
    suite: str
    ended: dict[str, int] = field(default_factory=dict)


def figures_of(kit: Kit, exercise: Exercise) -> MutationFigures | None:
    """Return the figures of ``exercise``, or None as long as no mutation run came to a good end."""
    file = kit.solutions / exercise.slug / FILE
    try:
        return MutationFigures(**tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        hint = f"Remove it: `grader author mutate {exercise.number}` writes it anew."
        raise KitError(f"{file} cannot be read: {error}. {hint}") from error


def keep_figures(kit: Kit, exercise: Exercise, mutation: Mutation, seeds: int) -> None:
    """Write the figures of ``mutation``, which was graded by the suite of today, unless a mutant of it needs a person."""
    if mutation.is_clean:
        text = _TEXT.format(
            number=exercise.number,
            made=mutation.made,
            killed=mutation.killed,
            recorded=mutation.known,
            seeds=seeds,
            ended=", ".join(f"{status} = {count}" for status, count in sorted(mutation.ended.items())),
            solution=mutated_part(kit.solutions / exercise.slug / "solution.py"),
            suite=suite_of(exercise),
        )
        (kit.solutions / exercise.slug / FILE).write_text(text, encoding="utf-8")


def mutated_part(solution: Path) -> str:
    """Return what changes with the lines of ``solution`` that learners write, which are those that mutants change."""
    source = solution.read_text(encoding="utf-8")
    wanted = learner_lines(source)
    return digest(*(line for number, line in enumerate(source.splitlines(), start=1) if number in wanted))
