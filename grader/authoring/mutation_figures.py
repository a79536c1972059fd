"""The figures of the last whole mutation run of an exercise, kept beside its solution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from grader.authoring.mutate import Mutation
from grader.catalogue import Exercise
from grader.kit.paths import Kit

FILE = "mutation.toml"
_TEXT = """\
# Written by `grader author mutate {number}` when every mutant was killed or recorded in survivors.toml.
made = {made}
killed = {killed}
recorded = {recorded}
seeds = {seeds}
"""


@dataclass(frozen=True)
class MutationFigures:
    """How many mutants were ``made``, ``killed`` by a check, and ``recorded`` as right, with how many ``seeds``."""

    made: int
    killed: int
    recorded: int
    seeds: int


def figures_of(kit: Kit, exercise: Exercise) -> MutationFigures | None:
    """Return the figures of ``exercise``, or None as long as no mutation run came to a good end."""
    file = kit.solutions / exercise.slug / FILE
    return MutationFigures(**tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def keep_figures(kit: Kit, exercise: Exercise, mutation: Mutation, seeds: int) -> None:
    """Write the figures of ``mutation``, unless a mutant of it needs a person."""
    if mutation.is_clean:
        text = _TEXT.format(
            number=exercise.number,
            made=mutation.made,
            killed=mutation.killed,
            recorded=mutation.known,
            seeds=seeds,
        )
        (kit.solutions / exercise.slug / FILE).write_text(text, encoding="utf-8")
