"""The table of figures says what is kept beside the solutions today, and shows each figure that falls."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.accepted import FILE as ACCEPTED
from grader.authoring.accepted import AcceptedSeeds
from grader.authoring.figures import cells, figures, table_of_figures
from grader.authoring.learned import Trial
from grader.authoring.mutation_figures import FILE as MUTATION
from grader.authoring.specimen import right_ones
from grader.catalogue import find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "00_first_callback"


@pytest.fixture(scope="module")
def table(source_kit: Kit) -> list[str]:
    """Return the lines of the table of the kit under test, which takes seconds."""
    return table_of_figures(source_kit).splitlines()


def _row(kit: Kit) -> tuple[str, ...]:
    return "00", *cells(figures(kit, find_exercise(kit, "00")))


def _one_rule_less(folder: Path) -> None:
    file = folder / "rules.toml"
    parts = file.read_text(encoding="utf-8").split("[[rule]]\n")
    assert "loop_of_fits" in parts[2]
    file.write_text("[[rule]]\n".join(parts[:2] + parts[3:]), encoding="utf-8")


def _one_right_answer_less(folder: Path) -> None:
    next(iter((folder / "right").glob("*.py"))).unlink()


def _one_wrong_answer_less(folder: Path) -> None:
    (folder / "wrong" / "patience_left_out.py").unlink()
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(', "patience_left_out"', ""), encoding="utf-8")


def _one_mutant_recorded(folder: Path) -> None:
    _add(folder, "killed", -1)
    _add(folder, "recorded", 1)


def _more_seeds_for_mutants(folder: Path) -> None:
    _add(folder, "seeds", 2)


def _add(folder: Path, name: str, more: int) -> None:
    """Change a figure of the mutants, whatever it is today."""
    file = folder / MUTATION
    text = file.read_text(encoding="utf-8")
    before = re.compile(rf"^{name} = (\d+)$", re.MULTILINE)
    file.write_text(before.sub(lambda found: f"{name} = {int(found[1]) + more}", text), encoding="utf-8")


def _another_name_for_a_fault(folder: Path) -> None:
    named = [path for path in (folder / "wrong").glob("*.py") if "misconception:" in path.read_text(encoding="utf-8")]
    text = named[0].read_text(encoding="utf-8")
    named[0].write_text(re.sub(r"misconception: \S+", "misconception: another", text), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (_one_rule_less, {1}),
        (_one_right_answer_less, {3}),
        (_one_wrong_answer_less, {5, 9, 10}),
        (_one_mutant_recorded, {6, 8}),
        (_more_seeds_for_mutants, {7}),
        (_another_name_for_a_fault, {9, 10}),
    ],
)
def test_a_figure_that_falls_shows(kit: Kit, change: Callable[[Path], None], columns: set[int]) -> None:
    """The row differs where it must, so the committed page differs from what the files say."""
    before = _row(kit)

    change(kit.solutions / SLUG)

    assert {place for place, pair in enumerate(zip(before, _row(kit), strict=True)) if pair[0] != pair[1]} == columns


def test_seeds_are_those_of_the_weakest_answer(kit: Kit) -> None:
    """What was never proven with many seeds was graded with one, and the row says by what."""
    exercise = find_exercise(kit, "00")
    (kit.solutions / SLUG / ACCEPTED).unlink(missing_ok=True)
    assert _row(kit)[4] == "1, by the tests"

    for count, one in enumerate(right_ones(kit, exercise)):
        kept = AcceptedSeeds(kit, exercise)
        for seed in range(4 - min(count, 1)):
            kept.accepted(one, seed)

    assert _row(kit)[4] == "3"


def test_figures_by_an_older_suite_say_so(kit: Kit) -> None:
    """What decides about mutants was changed after they were graded."""
    before = _row(kit)[6]
    limits = kit.exercises / SLUG / "exercise.toml"  # it has no part in a diagnosis, which would not be of today either
    limits.write_text(f"{limits.read_text(encoding='utf-8')}\n# more\n", encoding="utf-8")

    assert re.fullmatch(r"\d+ of \d+", before)
    assert _row(kit)[6] == f"{before}, with an earlier form of the checks"


def test_what_was_not_done_is_said(kit: Kit) -> None:
    """Mutants that were not graded and a diagnosis that does not exist are no silent gap."""
    for name in (MUTATION, "misconceptions.toml"):
        (kit.solutions / SLUG / name).unlink()

    assert _row(kit)[6:] == ("not run to its end yet", "–", "–", "–", "–")


def test_a_wrong_answer_that_was_never_graded_is_named(kit: Kit) -> None:
    """Figures are about all of them or there is no table."""
    folder = kit.solutions / SLUG / "wrong"
    (folder / "brand_new.py").write_bytes((folder / "silent.py").read_bytes())

    with pytest.raises(KitError, match="brand_new: not graded yet"):
        figures(kit, find_exercise(kit, "00"))


def test_the_last_row_is_about_all(table: list[str]) -> None:
    """Its precision and recall count the submissions of every exercise."""
    whole = Trial()
    for row in table[2:-1]:
        if found := re.findall(r"\((\d+) of (\d+)\)", row):
            (right, told), (_, named) = found
            whole.add(Trial(int(named), int(told), int(right)))

    assert f"{whole.precision:.0%} ({whole.right} of {whole.told})" in table[-1]
    assert f"{whole.recall:.0%} ({whole.right} of {whole.named})" in table[-1]


def test_the_last_row_hides_no_caveat(table: list[str]) -> None:
    """What holds of one exercise only in part does not hold of all in full: old suites, and seeds of the tests alone."""
    rows = [row.split(" | ") for row in table[2:]]
    of_each, whole = rows[:-1], rows[-1]

    assert ("earlier form" in whole[6]) == any("earlier form" in row[6] for row in of_each)
    assert ("by the tests" in whole[4]) == any("by the tests" in row[4] for row in of_each)
    assert whole[7] == min((row[7] for row in of_each if row[7].isdecimal()), key=int)
