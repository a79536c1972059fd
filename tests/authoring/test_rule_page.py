"""The page of rules says what is recorded beside the solutions, and the committed one is that of today."""

from __future__ import annotations

import re

import pytest

from grader.authoring.misconceptions import FILE as MISCONCEPTIONS
from grader.authoring.owed import OWED
from grader.authoring.rule_page import _questions, rule_page
from grader.authoring.told import FILE as TOLD
from grader.catalogue import all_exercises, find_exercise
from grader.cli import main
from grader.kit.paths import Kit

COUNTED = re.compile(r"(\d+) lead to a question of the quiz on the same idea as well; (\d+) do not")


@pytest.fixture(scope="module")
def page(source_kit: Kit) -> str:
    """Return the page of the kit under test, which takes seconds."""
    return rule_page(source_kit)


def test_the_committed_page_is_that_of_today(source_kit: Kit, page: str) -> None:
    """A rule, a check, an answer or a mutant more or less, and `grader author rules` is due."""
    committed = (source_kit.root / "lessons" / "rules.md").read_text(encoding="utf-8")

    assert committed == page


def test_there_is_one_table_of_figures(source_kit: Kit, page: str) -> None:
    """The page on how graders are proven leads to it, and holds no figures that could contradict it."""
    other = (source_kit.root / "lessons" / "graders.md").read_text(encoding="utf-8")

    assert "(rules.md#figures)" in other
    assert "{ #figures }" in page
    assert [line for line in other.splitlines() if line.startswith("|")] == []


def test_what_is_owed_is_said_with_its_reason(source_kit: Kit, page: str) -> None:
    """A reader learns why a figure is not there; what several exercises owe for the same reason stands in one line."""
    lines = page.splitlines()

    for owed in OWED:
        for slug, reason in owed.items():
            exercise = find_exercise(source_kit, slug)
            (line,) = [one for one in lines if one.endswith(f": {reason}")]
            assert f"{exercise.number} {exercise.title}" in line


def test_a_message_that_was_not_recorded(kit: Kit) -> None:
    """Its promised words are shown."""
    (kit.solutions / "00_first_callback" / TOLD).unlink(missing_ok=True)

    told = "`silent.py` is told by `test_announces_the_stop`:\n\n    - early stopping' is printed ...\n"
    assert told in rule_page(kit)


def test_every_exercise_has_a_section(source_kit: Kit, page: str) -> None:
    """The table of figures leads to the rules of each exercise."""
    for exercise in all_exercises(source_kit):
        assert f"(#rules-of-{exercise.number})" in page
        assert f"{{ #rules-of-{exercise.number} }}" in page


def test_the_command_writes_the_page(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Where every message is recorded nothing is graded, and the page is written."""
    (kit.root / "lessons").mkdir(exist_ok=True)

    assert main(["author", "rules", "00"]) == 0

    assert capsys.readouterr().out == "00_first_callback: no messages recorded\nlessons/rules.md written\n"
    assert (kit.root / "lessons" / "rules.md").read_text(encoding="utf-8") == rule_page(kit)


def test_misconceptions_without_a_question_are_counted(kit: Kit, page: str, source_kit: Kit) -> None:
    """One question less, and the page says so: nobody takes it for granted that each has one."""
    file = kit.solutions / "00_first_callback" / MISCONCEPTIONS
    text = file.read_text(encoding="utf-8")
    ((leading, without),) = COUNTED.findall(_questions(kit))

    file.write_text(re.sub(r"^quiz = .*\n", "", text, count=1, flags=re.M), encoding="utf-8")

    assert _questions(source_kit) in page
    assert COUNTED.findall(_questions(kit)) == [(str(int(leading) - 1), str(int(without) + 1))]
