"""What became of mutants is kept, and forgotten when the suite changes."""

from __future__ import annotations

import pytest

from grader.authoring.graded_mutants import Fate, GradedMutants, suite_of
from grader.authoring.killer import Kill
from grader.authoring.mutants import Mutant
from grader.catalogue import find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

KILLED, LIVING, NEW = (Mutant(f"x = {number}\n", 1, "x", str(number)) for number in range(3))


def _graded(kit: Kit, **options: bool) -> GradedMutants:
    return GradedMutants(kit, find_exercise(kit, "00"), **options)


def _known(graded: GradedMutants) -> list[tuple[str, int]]:
    return [(fate.killed_by, fate.lived) for fate in map(graded.fate_of, (KILLED, LIVING, NEW))]


def test_fates_are_kept(kit: Kit) -> None:
    """Another process knows what killed a mutant and how many seeds another lived through, unless it begins afresh."""
    graded = _graded(kit)
    graded.killed(KILLED, Kill("test_a", "failed"))
    graded.lived_through(LIVING, 2)

    assert _known(_graded(kit)) == [("test_a", 0), ("", 2), ("", 0)]
    assert _known(_graded(kit, fresh=True)) == [("", 0)] * 3


def test_another_suite_knows_nothing(kit: Kit) -> None:
    """A changed check may let a mutant live; only when asked to, the killed ones of an older suite stay dead."""
    graded = _graded(kit)
    graded.killed(KILLED, Kill("test_a", "failed"))
    graded.lived_through(LIVING, 2)
    cases = kit.exercises / "00_first_callback" / "cases.py"
    cases.write_text(cases.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")

    assert _known(_graded(kit)) == [("", 0)] * 3
    assert _known(_graded(kit, killed_for_good=True)) == [("test_a", 0), ("", 0), ("", 0)]


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"by": 1}}'])
def test_a_damaged_file_is_named(kit: Kit, text: str) -> None:
    """It says what to do about it; whoever begins afresh does not need it."""
    file = kit.state / "mutants" / "00_first_callback.json"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")

    with pytest.raises(KitError, match=r"00_first_callback.json cannot be read: .* Remove it"):
        _graded(kit)
    assert _known(_graded(kit, fresh=True)) == [("", 0)] * 3


def test_how_the_check_ended_is_kept(kit: Kit) -> None:
    """Whoever reads the file sees which of the killed a clock decided; files from before are read all the same."""
    suite = suite_of(find_exercise(kit, "00"))
    _graded(kit).killed(KILLED, Kill("test_a", "timeout"))
    assert _graded(kit).fate_of(KILLED) == Fate(suite, killed_by="test_a", status="timeout")

    file = kit.state / "mutants" / "00_first_callback.json"
    file.write_text(file.read_text(encoding="utf-8").replace(',\n"status": "timeout"', ""), encoding="utf-8")
    assert _graded(kit).fate_of(KILLED) == Fate(suite, killed_by="test_a", status="")
