"""Figures are kept only of a run in which nothing needs a person."""

from __future__ import annotations

from grader.authoring.mutants import Mutant
from grader.authoring.mutate import Mutation
from grader.authoring.mutation_figures import FILE, MutationFigures, figures_of, keep_figures
from grader.catalogue import find_exercise
from grader.kit.paths import Kit


def test_figures_are_kept(kit: Kit) -> None:
    """What was written is read back."""
    exercise = find_exercise(kit, "00")

    keep_figures(kit, exercise, Mutation(exercise.slug, made=9, killed=7, known=2), 3)

    assert figures_of(kit, exercise) == MutationFigures(made=9, killed=7, recorded=2, seeds=3)


def test_a_survivor_leaves_the_old_figures(kit: Kit) -> None:
    """A run with a survivor that nobody looked at says nothing good, and writes nothing."""
    exercise = find_exercise(kit, "00")
    (kit.solutions / exercise.slug / FILE).unlink(missing_ok=True)

    keep_figures(kit, exercise, Mutation(exercise.slug, made=9, killed=8, survivors=[Mutant("", 1, "a", "b")]), 3)

    assert figures_of(kit, exercise) is None
