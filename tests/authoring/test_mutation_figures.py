"""Figures are kept only of a run in which nothing needs a person, and say what they are figures of."""

from __future__ import annotations

from collections import Counter

import pytest

from grader.authoring import mutate as module
from grader.authoring.graded_mutants import GradedMutants, suite_of
from grader.authoring.killer import Kill
from grader.authoring.mutants import Mutant
from grader.authoring.mutate import Mutation
from grader.authoring.mutation_figures import FILE, MutationFigures, figures_of, keep_figures, mutated_part
from grader.catalogue import find_exercise
from grader.cli import main
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def _solution_is(kit: Kit, old: str, new: str) -> str:
    """Change the solution of 00 and return the digest of what its mutants change."""
    solution = kit.solutions / "00_first_callback" / "solution.py"
    text = solution.read_text(encoding="utf-8")
    assert old in text
    solution.write_text(text.replace(old, new, 1), encoding="utf-8")
    return mutated_part(solution)


def test_figures_are_kept(kit: Kit) -> None:
    """What was written is read back, with what was changed and what graded it."""
    exercise, ended = find_exercise(kit, "00"), Counter({"timeout": 1, "failed": 6})

    keep_figures(kit, exercise, Mutation(exercise.slug, made=9, killed=7, known=2, ended=ended), 3)

    part = mutated_part(kit.solutions / exercise.slug / "solution.py")
    assert figures_of(kit, exercise) == MutationFigures(9, 7, 2, 3, part, suite_of(exercise), ended)


def test_a_survivor_leaves_the_old_figures(kit: Kit) -> None:
    """A run with a survivor that nobody looked at says nothing good, and writes nothing."""
    exercise = find_exercise(kit, "00")
    (kit.solutions / exercise.slug / FILE).unlink(missing_ok=True)

    keep_figures(kit, exercise, Mutation(exercise.slug, made=9, killed=8, survivors=[Mutant("", 1, "a", "b")]), 3)

    assert figures_of(kit, exercise) is None


def test_another_number_in_the_solution_is_another_part(kit: Kit) -> None:
    """As many mutants as before, but none of them was graded; the words that learners are given do not count."""
    before = mutated_part(kit.solutions / "00_first_callback" / "solution.py")

    assert _solution_is(kit, '"""', '"""Well. ') == before
    assert _solution_is(kit, "patience=2", "patience=4") != before


@pytest.mark.parametrize(("options", "kept"), [([], True), (["--survivors"], False)])
def test_kills_by_older_suites_are_no_figures(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, options: list[str], kept: bool
) -> None:
    """A run that leaves out what any suite killed keeps nothing."""
    exercise = find_exercise(kit, "00")
    folder = kit.solutions / exercise.slug
    for name in (FILE, "survivors.toml"):
        (folder / name).unlink(missing_ok=True)
    mutant = Mutant("x = 1\n", 1, "x", "1")
    monkeypatch.setattr(module, "mutants", lambda _: [mutant])
    GradedMutants(kit, exercise).killed(mutant, Kill("test_a", "failed"))

    assert main(["author", "mutate", "00", *options]) == 0
    assert (figures_of(kit, exercise) is not None) is kept


def test_a_damaged_file_is_named(kit: Kit) -> None:
    """Figures without their digests are none."""
    (kit.solutions / "00_first_callback" / FILE).write_text("made = 9\n", encoding="utf-8")

    with pytest.raises(KitError, match=r"mutation.toml cannot be read: .* Remove it"):
        figures_of(kit, find_exercise(kit, "00"))
