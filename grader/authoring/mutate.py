"""`grader author mutate`: which small faults in a solution does its judge not see?"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.authoring.graded_mutants import GradedMutants
from grader.authoring.killer import killer
from grader.authoring.mutants import Mutant, mutants
from grader.authoring.survivors import FILE, Survivor, ambiguous, known_survivors
from grader.catalogue import Exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

WIDTH = 80
UNKNOWN = "unknown"
Done = Callable[[int, int, int], object]


@dataclass
class Mutation:
    """What became of the mutants of one exercise: counts, and the ``survivors`` and ``stale`` reasons that need a person.

    ``ended`` counts those that were killed by the status of the check that did it, which older records do not know.
    """

    exercise: str
    made: int = 0
    killed: int = 0
    known: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    stale: list[Survivor] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Tell whether no mutant survives without a reason, and every reason is about one that does."""
        return not self.survivors and not self.stale

    def lines(self) -> list[str]:
        """Return what `grader author mutate` prints: a line of figures, then every mutant that needs a person."""
        state = "ok  " if self.is_clean else "FAIL"
        figures = f"{self.made} mutants: {self.killed} killed, {self.known} recorded, {len(self.survivors)} survive"
        lines = [f"{state} {self.exercise:28} {figures}", f"     {self._doubtful()}"]
        for mutant in self.survivors:
            lines += [
                f"     line {mutant.line} survives, in {mutant.place or 'the file'}",
                *_change(mutant.was, mutant.became),
            ]
        for one in self.stale:
            lines += [f"     {FILE} names one that does not survive", *_change(one.was, one.became)]
        return lines

    def _doubtful(self) -> str:
        """Return how many were killed by what a machine does now and then by itself."""
        unknown = self.ended[UNKNOWN]
        noted = f"of them killed by a timeout: {self.ended['timeout']}, by a crash: {self.ended['crashed']}"
        return f"{noted}, by what nobody noted: {unknown}" if unknown else noted


def mutate(kit: Kit, exercise: Exercise, engine: Engine, seeds: range, done: Done, graded: GradedMutants) -> Mutation:
    """Grade every mutant of the solution until a check kills it, and compare who survives with ``survivors.toml``.

    ``done`` is told after each mutant how many of how many there were, and how many lived so far. What ``graded``
    knows is not graded again.
    """
    solution = kit.solutions / exercise.slug / "solution.py"
    known = known_survivors(solution.with_name(FILE))
    made = mutants(solution.read_text(encoding="utf-8"))
    if faults := ambiguous(known, made):
        raise KitError(f"{exercise.slug}/{FILE}: {' '.join(faults)}")
    living: list[Mutant] = []
    for count, mutant in enumerate(made, start=1):
        if not _is_killed(mutant, exercise, engine, seeds, graded):
            living.append(mutant)
        done(count, len(made), len(living))
    killed = [graded.fate_of(mutant) for mutant in made if mutant not in living]
    survivors = [mutant for mutant in living if not any(one.is_about(mutant) for one in known)]
    return Mutation(
        exercise.slug,
        made=len(made),
        killed=len(killed),
        known=len(living) - len(survivors),
        survivors=survivors,
        stale=[one for one in known if not any(one.is_about(mutant) for mutant in living)],
        ended=Counter(fate.status or UNKNOWN for fate in killed),
    )


def _is_killed(mutant: Mutant, exercise: Exercise, engine: Engine, seeds: range, graded: GradedMutants) -> bool:
    fate = graded.fate_of(mutant)
    if fate.killed_by:
        return True
    for count, seed in enumerate(seeds, start=1):
        if count > fate.lived:
            if kill := killer(mutant, exercise, engine, seed):
                graded.killed(mutant, kill)
                return True
            graded.lived_through(mutant, count)
    return False


def _change(was: str, became: str) -> list[str]:
    return [line for sign, text in (("-", was), ("+", became or "(nothing)")) for line in _wrapped(sign, text)]


def _wrapped(sign: str, text: str) -> list[str]:
    first = " " * 7 + f"{sign} "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
