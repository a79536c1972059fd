"""The table of figures: how well each grader is proven, from what is kept beside the solutions, so nothing is graded."""

from __future__ import annotations

from dataclasses import dataclass

from grader.authoring.accepted import AcceptedSeeds
from grader.authoring.diagnosed import trial_of
from grader.authoring.graded_mutants import suite_of
from grader.authoring.learned import Trial
from grader.authoring.mutation_figures import MutationFigures, figures_of
from grader.authoring.rules import rules_of
from grader.authoring.specimen import right_ones, wrong_ones
from grader.catalogue import Exercise, all_exercises
from grader.kit.paths import Kit
from grader.pytest_plugin.grading import checks_of

_HEADS = (
    "Exercise",
    "Rules",
    "Checks",
    "Right answers, all accepted",
    "With so many seeds each",
    "Wrong answers, all rejected",
    "Mutants killed",
    "Seeds for each mutant",
    "Mutants that are right",
    "Diagnosis: precision",
    "Diagnosis: recall",
)
NONE = "–"
_EARLIER = "with an earlier form of the checks"


@dataclass(frozen=True)
class Figures:
    """The figures of one exercise; ``is_earlier`` is about mutants.

    ``seeds`` is the smallest number of any right answer, 0 where no long proof is kept: then the tests graded it with one.
    """

    rules: int
    checks: int
    right: int
    seeds: int
    wrong: int
    mutants: MutationFigures | None
    is_earlier: bool
    trial: Trial | None


def table_of_figures(kit: Kit) -> str:
    """Return the table, a row for each exercise and one for all; raises KitError where something was never graded."""
    exercises = all_exercises(kit)
    found = [figures(kit, exercise) for exercise in exercises]
    rule = ("---", *("---:" for _ in _HEADS[1:]))
    rows = [
        (f"[{one.number} {one.title}](#rules-of-{one.number})", *cells(of_it))
        for one, of_it in zip(exercises, found, strict=True)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (_HEADS, rule, *rows, _total(found)))


def figures(kit: Kit, exercise: Exercise) -> Figures:
    """Return the figures of ``exercise`` as they are today."""
    answers, kept, mutants = right_ones(kit, exercise), AcceptedSeeds(kit, exercise), figures_of(kit, exercise)
    return Figures(
        rules=len(rules_of(kit, exercise)),
        checks=len(checks_of(exercise)),
        right=len(answers),
        seeds=min(kept.of(one) for one in answers),
        wrong=len(wrong_ones(kit, exercise)),
        mutants=mutants,
        is_earlier=mutants is not None and mutants.suite != suite_of(exercise),
        trial=trial_of(kit, exercise),
    )


def cells(one: Figures) -> tuple[str, ...]:
    """Return what stands in the row of an exercise, after its name."""
    return (
        *map(str, (one.rules, one.checks, one.right)),
        _seeds(one.seeds),
        str(one.wrong),
        *_mutants(one),
        *_diagnosis(one.trial),
    )


def _seeds(kept: int) -> str:
    return str(kept) if kept else "1, by the tests"


def _mutants(one: Figures) -> tuple[str, str, str]:
    if one.mutants is None:
        return "not run to its end yet", NONE, NONE
    earlier = f", {_EARLIER}" if one.is_earlier else ""
    killed = f"{one.mutants.killed} of {one.mutants.made}{earlier}"
    return killed, str(one.mutants.seeds), str(one.mutants.recorded)


def _diagnosis(trial: Trial | None) -> tuple[str, str]:
    if trial is None or not trial.named:
        return NONE, NONE
    return (
        f"{trial.precision:.0%} ({trial.right} of {trial.told})",
        f"{trial.recall:.0%} ({trial.right} of {trial.named})",
    )


def _total(found: list[Figures]) -> tuple[str, ...]:
    mutants, trial = [one.mutants for one in found if one.mutants], Trial()
    earlier = f", some {_EARLIER}" if any(one.is_earlier for one in found) else ""
    for one in found:
        trial.add(one.trial or Trial())
    return (
        "All of them",
        str(sum(one.rules for one in found)),
        str(sum(one.checks for one in found)),
        str(sum(one.right for one in found)),
        _seeds(min(one.seeds for one in found)),
        str(sum(one.wrong for one in found)),
        f"{sum(one.killed for one in mutants)} of {sum(one.made for one in mutants)}{earlier}",
        str(min((one.seeds for one in mutants), default=NONE)),
        str(sum(one.recorded for one in mutants)),
        *_diagnosis(trial),
    )
