"""Mutants are graded until a seed kills them; survivors need a reason."""

from __future__ import annotations

import pytest

from grader.authoring import mutate as module
from grader.authoring.graded_mutants import GradedMutants
from grader.authoring.killer import Kill
from grader.authoring.mutants import Mutant
from grader.authoring.mutate import Mutation, mutate
from grader.authoring.survivors import FILE
from grader.catalogue import find_exercise
from grader.cli import main
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

ENTRY = '[[survivor]]\nwas = "{was}"\nbecame = "{became}"\nkind = "{kind}"\nreason = "{reason}"\n'


def _mutants(kit: Kit) -> list[Mutant]:
    """Return one mutant that any seed kills, and one that is right."""
    solution = (kit.solutions / "00_first_callback" / "solution.py").read_text(encoding="utf-8")
    return [
        Mutant(solution.replace("patience=2", "patience=3"), 15, "patience=2", "patience=3", "train"),
        Mutant(solution.replace("verbose=1", "verbose=2"), 15, "verbose=1", "verbose=2", "train"),
    ]


@pytest.fixture
def two_mutants(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """Return a kit in which the solution of 00 has two mutants."""
    found = _mutants(kit)
    assert len({mutant.source for mutant in found}) == 2
    monkeypatch.setattr(module, "mutants", lambda _: found)
    return kit


def _mutate(kit: Kit, engine: Engine, seeds: int = 1, told: list[tuple[int, int, int]] | None = None) -> Mutation:
    exercise = find_exercise(kit, "00")
    counts = [] if told is None else told
    graded = GradedMutants(kit, exercise)
    return mutate(kit, exercise, engine, range(1, seeds + 1), lambda *count: counts.append(count), graded)


def test_survivors_are_listed(two_mutants: Kit, engine: Engine) -> None:
    """One is killed; the other gets full points with every seed, and nobody has said why."""
    told: list[tuple[int, int, int]] = []

    mutation = _mutate(two_mutants, engine, 2, told)

    assert (mutation.made, mutation.killed, mutation.known) == (2, 1, 0)
    assert [str(mutant) for mutant in mutation.survivors] == ["line 15: verbose=1  ->  verbose=2"]
    assert not mutation.is_clean
    assert told == [(1, 2, 0), (2, 2, 1)]


def test_what_was_graded_is_not_graded_again(two_mutants: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run knows both fates without the engine; a third seed needs it, for the one that lives."""
    first = _mutate(two_mutants, engine, 2)
    asked: list[int] = []

    def survives(mutant: Mutant, exercise: object, engine: object, seed: int) -> None:
        asked.append(seed)

    monkeypatch.setattr(module, "killer", survives)

    second = _mutate(two_mutants, engine, 2)
    _mutate(two_mutants, engine, 3)

    assert (second.killed, second.survivors) == (first.killed, first.survivors)
    assert asked == [3]


def test_lines_fit_a_terminal() -> None:
    """A long change is broken between words; what was and what became stand below each other."""
    was, became = "keras.callbacks.EarlyStopping(" + "patience=2, " * 12 + ")", ""
    lines = Mutation("00_first_callback", made=1, survivors=[Mutant("", 15, was, became)]).lines()

    assert max(map(len, lines)) <= 80
    assert lines[0] == "FAIL 00_first_callback            1 mutants: 0 killed, 0 recorded, 1 survive"
    assert " ".join(" ".join(lines[3:-1]).split()) == f"- {was}"
    assert lines[-1] == "       + (nothing)"


def test_a_reason_settles_a_survivor(two_mutants: Kit, engine: Engine) -> None:
    """A recorded one is counted as known; a record of one that is killed is out of date."""
    entries = [("verbose=1", "verbose=2"), ("patience=2", "patience=3")]
    text = "".join(ENTRY.format(was=was, became=new, kind="right", reason="Both print.") for was, new in entries)
    (two_mutants.solutions / "00_first_callback" / FILE).write_text(text, encoding="utf-8")

    mutation = _mutate(two_mutants, engine)

    assert (mutation.known, mutation.survivors) == (1, [])
    assert [(one.was, one.became) for one in mutation.stale] == [("patience=2", "patience=3")]
    assert not mutation.is_clean


def test_the_command_says_what_it_found(two_mutants: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 as long as a survivor has no reason."""
    assert main(["author", "mutate", "00", "--seeds", "1"]) == 1

    said = capsys.readouterr().out
    assert "FAIL 00_first_callback" in said
    assert "2 mutants: 1 killed, 0 recorded, 1 survive\n     of them killed by a timeout: 0, by a crash: 0\n" in said
    assert "     line 15 survives, in train\n       - verbose=1\n       + verbose=2\n" in said


def test_a_reason_for_two_mutants_is_refused(kit: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is graded: one of the two could be a fault that nobody looked at."""
    found = [Mutant(f"x = {line}\n", line, "x = []", "pass", place) for line, place in ((1, "start"), (2, "end"))]
    monkeypatch.setattr(module, "mutants", lambda _: found)
    text = ENTRY.format(was="x = []", became="pass", kind="right", reason="Either.")
    (kit.solutions / "00_first_callback" / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(KitError, match=r"several places: give the function around it, .* end or start"):
        _mutate(kit, engine)


def test_kills_by_a_clock_are_counted(two_mutants: Kit, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """They stay apart from those that a check decided, in another process too; what an older record lacks is unknown."""
    kills = [Kill("test_a", "timeout"), Kill("test_b", "failed")]
    monkeypatch.setattr(module, "killer", lambda *_: kills.pop(0))

    for mutation in (_mutate(two_mutants, engine), _mutate(two_mutants, engine)):
        assert mutation.ended == {"timeout": 1, "failed": 1}
        assert mutation.lines()[1] == "     of them killed by a timeout: 1, by a crash: 0"

    GradedMutants(two_mutants, find_exercise(two_mutants, "00")).killed(_mutants(two_mutants)[0], Kill("test_a", ""))
    older = _mutate(two_mutants, engine)
    assert older.lines()[1] == "     of them killed by a timeout: 0, by a crash: 0, by what nobody noted: 1"
