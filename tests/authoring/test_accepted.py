"""With how many seeds right answers were accepted is kept, and forgotten when the judge or the answer changes."""

from __future__ import annotations

import pytest

from grader.authoring.accepted import FILE, AcceptedSeeds
from grader.authoring.check import prove
from grader.authoring.specimen import Specimen, right_ones
from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "00_first_callback"


def _kept(kit: Kit, *, fresh: bool = False) -> AcceptedSeeds:
    return AcceptedSeeds(kit, find_exercise(kit, "00"), fresh=fresh)


def _solution(kit: Kit) -> Specimen:
    return right_ones(kit, find_exercise(kit, "00"))[0]


@pytest.fixture
def proven(kit: Kit) -> Kit:
    """Return a kit in which the solution of 00 was accepted with the seeds 0 and 1, and nothing else is known."""
    (kit.solutions / SLUG / FILE).unlink(missing_ok=True)
    for seed in (0, 1):
        _kept(kit).accepted(_solution(kit), seed)
    return kit


def test_seeds_are_kept(proven: Kit) -> None:
    """Another process knows how many there were, unless it begins afresh."""
    assert _kept(proven).of(_solution(proven)) == 2
    assert _kept(proven, fresh=True).of(_solution(proven)) == 0
    assert _kept(proven).of(right_ones(proven, find_exercise(proven, "00"))[1]) == 0


def test_a_gap_is_never_closed_by_a_later_seed(proven: Kit) -> None:
    """The number says that every seed below it was tried."""
    _kept(proven).accepted(_solution(proven), 3)

    assert _kept(proven).of(_solution(proven)) == 2


@pytest.mark.parametrize("changed", ["exercises/00_first_callback/cases.py", "solutions/00_first_callback/solution.py"])
def test_what_has_changed_is_proven_anew(proven: Kit, changed: str) -> None:
    """Other cases may trip over the answer, and another answer was never tried."""
    file = proven.root / changed
    file.write_text(file.read_text(encoding="utf-8") + "\nMORE = 1\n", encoding="utf-8")

    assert _kept(proven).of(_solution(proven)) == 0


def test_a_damaged_file_is_named(proven: Kit) -> None:
    """It says what to do about it."""
    (proven.solutions / SLUG / FILE).write_text("[]", encoding="utf-8")

    with pytest.raises(KitError, match=r"accepted.json cannot be read: .* Remove it"):
        _kept(proven)


def test_a_proof_goes_on_where_it_was(proven: Kit, engine: Engine) -> None:
    """Seeds that were accepted are counted and not graded; those that are accepted now are kept, and no others."""
    for answer in (proven.solutions / SLUG / "right").glob("*.py"):
        answer.unlink()
    exercise, graded = find_exercise(proven, "00"), list[int]()

    proof = prove(
        proven, exercise, engine, range(3), range(0), lambda count, total, _: graded.append(total), kept=_kept(proven)
    )

    assert (proof.right, proof.accepted, graded) == (3, 3, [1])
    assert _kept(proven).of(_solution(proven)) == 3

    suite = exercise.folder / "test_exercise.py"
    suite.write_text(suite.read_text(encoding="utf-8").replace("PATIENCE = 2", "PATIENCE = 3"), encoding="utf-8")
    assert prove(proven, exercise, engine, range(1), range(0), kept=_kept(proven)).accepted == 0
    assert _kept(proven).of(_solution(proven)) == 0
