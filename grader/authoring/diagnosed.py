"""The diagnosis of an exercise as an author has it: built from wrong submissions, and tried on those left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from grader.authoring.learned import Shown, Trial, all_shown, learned, leave_one_out, ship
from grader.authoring.misconceptions import FILE, described
from grader.authoring.observe import observe
from grader.authoring.observed import judge_of, read_observed, write_observed
from grader.authoring.specimen import wrong_ones
from grader.catalogue import Exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def build_diagnosis(
    kit: Kit, exercise: Exercise, engine: Engine, done: Callable[[int, int], object] = lambda count, total: None
) -> bool:
    """Grade what changed of the wrong submissions of ``exercise``, keep what they show, write what ships; tell if it changed.

    An exercise without described misconceptions is left alone.
    """
    if not has_misconceptions(kit, exercise):
        return False
    wrong, kept = wrong_ones(kit, exercise), read_observed(kit, exercise)
    misconceptions = described(kit, exercise, wrong)
    observed = kept
    for observed, count, total in observe(exercise, wrong, kept, engine):
        # What was graded once is not lost when the rest is interrupted.
        if observed != kept:
            write_observed(kit, exercise, observed)
        done(count, total)
    return ship(exercise, learned(misconceptions, wrong, observed))


def trial_of(kit: Kit, exercise: Exercise, shown: Iterable[Shown] | None = None) -> Trial | None:
    """Return how often the diagnosis is right about each wrong submission that is left out, or None where there is none.

    What they show is ``shown``, or else what was kept, and then nothing is graded. Raises KitError when what was kept, from
    which the diagnosis learns either way, lacks a submission or is not of today.
    """
    if not has_misconceptions(kit, exercise):
        return None
    wrong, observed = wrong_ones(kit, exercise), read_observed(kit, exercise)
    if lacking := [one.name for one in wrong if one.name not in observed.seen]:
        raise KitError(f"{', '.join(lacking)}: not graded yet. Run: grader author build {exercise.number}")
    judge = judge_of(exercise)
    if old := [one.name for one in wrong if not observed.is_fresh(one, judge)]:
        raise KitError(
            f"{len(old)} of {len(wrong)} wrong submissions have changed since they were graded, or their judge has. "
            f"Run: grader author build {exercise.number}"
        )
    return leave_one_out(wrong, observed, all_shown(wrong, observed) if shown is None else shown)


def has_misconceptions(kit: Kit, exercise: Exercise) -> bool:
    """Tell whether misconceptions of ``exercise`` are described."""
    return (kit.solutions / exercise.slug / FILE).is_file()
