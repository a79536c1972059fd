"""No figure falls below its floor without somebody deciding so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from grader.authoring.figures import Figures, figures
from grader.authoring.floors import FILE, fallen, reached, read_floors
from grader.authoring.learned import Trial
from grader.authoring.mutation_figures import MutationFigures
from grader.catalogue import all_exercises, find_exercise
from grader.cli import main
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

SLUG = "00_first_callback"
NAMES = ("rules", "checks", "right", "seeds", "wrong", "killed", "recorded_at_most", "precision", "recall")


def _at_its_floors(kit: Kit) -> Path:
    """Write the figures of 00 as its floors, and no others; return the file."""
    today = reached(figures(kit, find_exercise(kit, "00")))
    file = kit.solutions / FILE
    file.write_text("\n".join([f"[{SLUG}]", *(f"{name} = {value}" for name, value in today.items()), ""]), "utf-8")
    return file


def _change(file: Path, name: str, by: int) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(rf"^{name} = (\d+)$", lambda found: f"{name} = {int(found[1]) + by}", text, flags=re.M), "utf-8"
    )


@pytest.mark.parametrize("slug", [exercise.slug for exercise in all_exercises(SOURCE)])
def test_every_figure_reaches_its_floor(source_kit: Kit, slug: str) -> None:
    """A page that was written anew does not hide that there is less on it than before."""
    assert fallen(source_kit, find_exercise(source_kit, slug)) == []


def test_no_exercise_is_gone(source_kit: Kit) -> None:
    """With its folder it would take its floors along."""
    assert sorted(read_floors(source_kit)) == sorted(exercise.slug for exercise in all_exercises(source_kit))


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_that_falls_is_named(kit: Kit, name: str) -> None:
    """One less than the floor is too little, and of mutants that are said to be right one more is too much."""
    exercise, file = find_exercise(kit, "00"), _at_its_floors(kit)
    assert fallen(kit, exercise) == []
    today = read_floors(kit)[SLUG][name]
    step = -1 if name == "recorded_at_most" else 1
    _change(file, name, step)

    assert fallen(kit, exercise) == [f"{name} was {today + step} and is {today}"]


def test_a_figure_that_is_gone_is_named(kit: Kit) -> None:
    """Without its file nothing is below the floor, but nothing reaches it either; what is new needs a floor."""
    exercise, folder = find_exercise(kit, "00"), kit.solutions / SLUG
    file = _at_its_floors(kit)
    (folder / "mutation.toml").unlink()
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^wrong = \d+\n", "", text, flags=re.M), encoding="utf-8")

    faults = fallen(kit, exercise)

    assert [fault.split()[0] for fault in faults] == ["killed", "recorded_at_most", "wrong"]
    assert "there is no such figure today" in faults[0]
    assert "has no floor: run `grader author floors`" in faults[2]


def test_shares_are_rounded_down() -> None:
    """A floor of today's figures is never above them; what was never measured has none."""
    mutants = MutationFigures(made=3, killed=2, recorded=1, seeds=1, solution="", suite="")
    found = Figures(1, 2, 3, 0, 5, mutants, is_earlier=False, trial=Trial(named=1000, told=997, right=996))

    assert reached(found) == dict(zip(NAMES, (1, 2, 3, 0, 5, 66, 1, 99, 99), strict=True))
    assert set(reached(Figures(1, 2, 3, 0, 5, None, is_earlier=False, trial=Trial()))) == set(NAMES[:5])


def test_the_command_raises_and_never_lowers(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures that grew have a higher floor afterwards; one that fell keeps it, is named, and ends in exit code 1."""
    for exercise in all_exercises(kit)[2:]:
        shutil.rmtree(exercise.folder)
    file, today = _at_its_floors(kit), read_floors(kit)[SLUG]
    _change(file, "checks", -1)
    _change(file, "recorded_at_most", 1)
    _change(file, "rules", 2)

    assert main(["author", "floors"]) == 1

    assert read_floors(kit)[SLUG] == today | {"rules": today["rules"] + 2}
    assert sorted(read_floors(kit)) == sorted(exercise.slug for exercise in all_exercises(kit))
    assert f"{SLUG}: rules was {today['rules'] + 2} and is {today['rules']}\n" in capsys.readouterr().out
    _change(file, "rules", -2)
    assert main(["author", "floors"]) == 0


@pytest.mark.parametrize("text", ["[", "rules = 1", '[00_first_callback]\nrules = "12"'])
def test_a_damaged_file_is_named(kit: Kit, text: str) -> None:
    """It is no reason to have no floors."""
    (kit.solutions / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(KitError, match=r"floors\.toml cannot be read"):
        read_floors(kit)
