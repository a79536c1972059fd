"""Survivors need a reason, and stand for changes of the solution of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.graded_mutants import suite_of
from grader.authoring.mutants import mutants
from grader.authoring.mutation_figures import figures_of, mutated_part
from grader.authoring.owed import MUTANTS, STALE_MUTANTS
from grader.authoring.survivors import FILE, Survivor, ambiguous, known_survivors
from grader.catalogue import all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

ENTRY = '[[survivor]]\nwas = "{was}"\nbecame = "{became}"\nkind = "{kind}"\nreason = "{reason}"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ENTRY.format(was="a", became="b", kind="right", reason=" "), "Entry 1 gives no reason"),
        (ENTRY.format(was="a", became="b", kind="wrong", reason="c"), "'wrong'; it can be equivalent or right"),
        ('[[survivor]]\nwas = "a"\n', "needs the strings became, kind, reason, was; it has was"),
    ],
)
def test_a_record_that_says_too_little(tmp_path: Path, text: str, words: str) -> None:
    """Whoever records a survivor says which and why."""
    file = tmp_path / FILE
    file.write_text(text, encoding="utf-8")

    with pytest.raises(KitError, match=words):
        known_survivors(file)


def test_white_space_does_not_count(tmp_path: Path) -> None:
    """A long entry may be broken into lines, as the command prints it."""
    file = tmp_path / FILE
    text = ENTRY.replace('"{was}"', "'''\nfirst,\n    second\n'''")
    file.write_text(text.format(became="b", kind="right", reason="c"), encoding="utf-8")

    assert known_survivors(file) == [Survivor("first, second", "b", "c")]


TWICE = """class X:
    def __init__(self):
        ### BEGIN SOLUTION
        self.frames = []
        ### END SOLUTION

    def on_train_begin(self, logs=None):
        ### BEGIN SOLUTION
        self.frames = []
        ### END SOLUTION
"""


def test_a_reason_is_about_one_mutant() -> None:
    """The same change in another function is another mutant, which a reason for the first does not hide."""
    made, change = mutants(TWICE), ("self.frames = []", "pass")
    same = [mutant for mutant in made if mutant.change == change]

    assert [mutant.place for mutant in same] == ["X.__init__", "X.on_train_begin"]
    (fault,) = ambiguous([Survivor(*change, "c")], made)
    assert "can be X.__init__ or X.on_train_begin" in fault
    for place in ("__init__", "X.__init__"):
        one = Survivor(*change, "c", place)
        assert ambiguous([one], made) == []
        assert [one.is_about(mutant) for mutant in same] == [True, False]
    assert not Survivor(*change, "c", "init__").is_about(same[0])


LAYERS = """def build(layers):
    return [
        ### BEGIN SOLUTION
        layers.conv(
            16
        ),
        layers.pool(),
        layers.flat(),
        layers.pool(),
        ### END SOLUTION
    ]
"""


def test_a_reason_is_about_one_of_two_in_a_function(tmp_path: Path) -> None:
    """The line above the change tells them apart, where the function is the same; white space does not count."""
    made, file = mutants(LAYERS), tmp_path / FILE
    same = [mutant for mutant in made if mutant.change == ("layers.pool(),", "")]
    entry = ENTRY.format(was="layers.pool(),", became="", kind="right", reason="c")

    file.write_text(entry, encoding="utf-8")
    (fault,) = ambiguous(known_survivors(file), made)
    assert "or the line above it, `below = ...`" in fault

    file.write_text(f'{entry}below = " layers.flat(), "\n', encoding="utf-8")
    (one,) = known_survivors(file)
    assert ambiguous([one], made) == []
    assert [one.is_about(mutant) for mutant in same] == [False, True]
    assert str(one) == "below layers.flat(),: layers.pool(),  ->  (nothing)"


@pytest.mark.parametrize("slug", [exercise.slug for exercise in all_exercises(SOURCE)])
def test_the_record_is_about_the_solution_of_today(source_kit: Kit, slug: str) -> None:
    """Every recorded survivor is a mutant; figures are there, about these mutants, by this suite or listed with a reason."""
    folder, exercise = source_kit.solutions / slug, find_exercise(source_kit, slug)
    made = mutants((folder / "solution.py").read_text(encoding="utf-8"))
    known = known_survivors(folder / FILE)

    assert [str(one) for one in known if not any(one.is_about(mutant) for mutant in made)] == []
    assert ambiguous(known, made) == []
    figures = figures_of(source_kit, exercise)
    if slug in MUTANTS:
        assert figures is None, f"take {slug} out of grader/authoring/owed.py"
        return
    assert figures is not None, f"run `grader author mutate {slug[:2]}`"
    assert figures.solution == mutated_part(folder / "solution.py"), f"run `grader author mutate {slug[:2]}`"
    stale = figures.suite != suite_of(exercise) or figures.made != len(made)
    assert stale == (slug in STALE_MUTANTS), (
        f"`grader author mutate {slug[:2]}` is due, or {slug} does not belong into grader/authoring/owed.py"
    )
    assert figures.killed == figures.made - figures.recorded
    assert stale or figures.recorded == len(known) == sum(any(one.is_about(mutant) for one in known) for mutant in made)
