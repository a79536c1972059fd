"""The page of rules says what is recorded beside the solutions, and the committed one is that of today."""

from __future__ import annotations

import pytest

from grader.authoring.mutation_figures import FILE as FIGURES
from grader.authoring.rule_page import rule_page
from grader.authoring.specimen import wrong_ones
from grader.authoring.told import FILE as TOLD
from grader.catalogue import all_exercises, find_exercise
from grader.cli import main
from grader.kit.paths import Kit


def test_the_committed_page_is_that_of_today(source_kit: Kit) -> None:
    """A rule, a check, an answer or a mutant more or less, and `grader author rules` is due."""
    committed = (source_kit.root / "lessons" / "rules.md").read_text(encoding="utf-8")

    assert committed == rule_page(source_kit)


def test_a_figure_that_falls_shows(kit: Kit) -> None:
    """A wrong answer less is a row that differs."""
    before, count = rule_page(kit), len(wrong_ones(kit, find_exercise(kit, "00")))
    (kit.solutions / "00_first_callback" / "wrong" / "patience_left_out.py").unlink()
    rules = kit.solutions / "00_first_callback" / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace(', "patience_left_out"', ""), encoding="utf-8")

    changed = set(rule_page(kit).splitlines()) - set(before.splitlines())
    assert any(
        line.startswith("| [00 First callback]") and f"| {count - 1} of {count - 1} |" in line for line in changed
    )


def test_what_is_not_known_is_said(kit: Kit) -> None:
    """Mutants that were not graded are no silent gap; of a message that was not recorded its promised words are shown."""
    folder = kit.solutions / "00_first_callback"
    (folder / FIGURES).unlink(missing_ok=True)
    (folder / TOLD).unlink(missing_ok=True)

    page = rule_page(kit)
    row = next(line for line in page.splitlines() if line.startswith("| [00 First callback]"))
    assert "not run to its end yet" in row
    assert "`silent.py` is told by `test_announces_the_stop`:\n\n    - early stopping' is printed ...\n" in page


def test_every_exercise_has_a_section(source_kit: Kit) -> None:
    """The table of figures leads to the rules of each exercise."""
    page = rule_page(source_kit)

    for exercise in all_exercises(source_kit):
        assert f"(#rules-of-{exercise.number})" in page
        assert f"{{ #rules-of-{exercise.number} }}" in page


def test_the_command_writes_the_page(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Where every message is recorded nothing is graded, and the page is written."""
    (kit.root / "lessons").mkdir(exist_ok=True)

    assert main(["author", "rules", "00"]) == 0

    assert capsys.readouterr().out == "00_first_callback: no messages recorded\nlessons/rules.md written\n"
    assert (kit.root / "lessons" / "rules.md").read_text(encoding="utf-8") == rule_page(kit)
