"""Mutants are graded until a seed kills them; survivors need a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring import mutate as module
from grader.authoring.mutants import Mutant
from grader.authoring.mutate import FILE, known_survivors, mutate
from grader.catalogue import all_exercises, find_exercise
from grader.cli import main
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

ENTRY = '[[survivor]]\nwas = "{was}"\nbecame = "{became}"\nkind = "{kind}"\nreason = "{reason}"\n'


def _mutants(kit: Kit) -> list[Mutant]:
    """Return one mutant that any seed kills, and one that is right."""
    solution = (kit.solutions / "00_first_callback" / "solution.py").read_text(encoding="utf-8")
    return [
        Mutant(solution.replace("patience=2", "patience=3"), 15, "patience=2", "patience=3"),
        Mutant(solution.replace("verbose=1", "verbose=2"), 15, "verbose=1", "verbose=2"),
    ]


@pytest.fixture
def two_mutants(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """Return a kit in which the solution of 00 has two mutants."""
    found = _mutants(kit)
    assert len({mutant.source for mutant in found}) == 2
    monkeypatch.setattr(module, "mutants", lambda _: found)
    return kit


def test_survivors_are_listed(two_mutants: Kit, engine: Engine) -> None:
    """One is killed; the other gets full points with every seed, and nobody has said why."""
    told: list[tuple[int, int, int]] = []
    exercise = find_exercise(two_mutants, "00")

    mutation = mutate(two_mutants, exercise, engine, range(1, 3), lambda *count: told.append(count))

    assert (mutation.made, mutation.killed, mutation.known) == (2, 1, 0)
    assert [str(mutant) for mutant in mutation.survivors] == ["line 15: verbose=1  ->  verbose=2"]
    assert not mutation.is_clean
    assert told == [(1, 2, 0), (2, 2, 1), (1, 1, 1)]


def test_a_reason_settles_a_survivor(two_mutants: Kit, engine: Engine) -> None:
    """A recorded one is counted as known; a record of one that is killed is out of date."""
    entries = [("verbose=1", "verbose=2"), ("patience=2", "patience=3")]
    text = "".join(ENTRY.format(was=was, became=new, kind="right", reason="Both print.") for was, new in entries)
    (two_mutants.solutions / "00_first_callback" / FILE).write_text(text, encoding="utf-8")
    exercise = find_exercise(two_mutants, "00")

    mutation = mutate(two_mutants, exercise, engine, range(1, 2), lambda *_: None)

    assert (mutation.known, mutation.survivors) == (1, [])
    assert mutation.stale == ["patience=2  ->  patience=3"]
    assert not mutation.is_clean


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


@pytest.mark.parametrize("slug", [exercise.slug for exercise in all_exercises(SOURCE)])
def test_recorded_survivors_are_changes_of_the_solution(source_kit: Kit, slug: str) -> None:
    """What a record says that it changes stands in the solution, whitespace aside."""
    folder = source_kit.solutions / slug
    solution = " ".join((folder / "solution.py").read_text(encoding="utf-8").split())

    for was, _ in known_survivors(folder / FILE):
        assert was in solution


def test_the_command_says_what_it_found(two_mutants: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 as long as a survivor has no reason."""
    assert main(["author", "mutate", "00", "--seeds", "1"]) == 1

    said = capsys.readouterr().out
    assert "FAIL 00_first_callback" in said
    assert "2 mutants: 1 killed, 0 known to be right, 1 survive" in said
    assert "line 15: verbose=1  ->  verbose=2" in said
