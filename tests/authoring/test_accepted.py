"""With how many seeds right answers were accepted is kept, and forgotten when the judge or the answer changes."""

from __future__ import annotations

import json

import pytest

from grader.authoring import accepted
from grader.authoring.accepted import FILE, AcceptedSeeds, too_few_seeds
from grader.authoring.check import prove
from grader.authoring.owed import SEEDS
from grader.authoring.specimen import Specimen, right_ones
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.cli import main
from grader.cli.author import EARLIER_KIT
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from tests.conftest import SOURCE

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


def test_the_kit_that_graded_is_kept(proven: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeds still count with another kit, and the file names both; a proof from the start names only its own."""
    first = accepted.kit_digest()
    monkeypatch.setattr(accepted, "kit_digest", lambda: "another kit")

    _kept(proven).accepted(_solution(proven), 2)
    assert (_kept(proven).of(_solution(proven)), _kept(proven).kits) == (3, [first, "another kit"])

    _kept(proven, fresh=True).accepted(_solution(proven), 0)
    assert (_kept(proven).of(_solution(proven)), _kept(proven).kits) == (1, ["another kit"])


def test_seeds_from_before_kits_were_kept_count(proven: Kit) -> None:
    """A file without them is read, and says that nobody knows."""
    file = proven.solutions / SLUG / FILE
    table = json.loads(file.read_text(encoding="utf-8"))
    del table["kits"]
    file.write_text(json.dumps(table), encoding="utf-8")

    assert (_kept(proven).of(_solution(proven)), _kept(proven).kits) == (2, ["unknown"])


@pytest.mark.parametrize("exercise", all_exercises(SOURCE), ids=lambda one: one.slug)
def test_no_right_answer_falls_below_the_floor(source_kit: Kit, exercise: Exercise) -> None:
    """Each right answer was accepted with 50 seeds, or its exercise is listed with a reason; a file that goes is seen."""
    faults = too_few_seeds(source_kit, exercise)

    if exercise.slug in SEEDS:
        assert faults, f"take {exercise.slug} out of grader/authoring/owed.py"
    else:
        assert faults == [], f"run `grader author prove {exercise.number}`"


def test_one_seed_too_few_is_seen(proven: Kit) -> None:
    """Each right answer below the floor is named, one that was never tried too; without a file that is each of them."""
    exercise = find_exercise(proven, "00")
    others = right_ones(proven, exercise)[1:]

    assert too_few_seeds(proven, exercise, 2) == [f"{one.name}: 0" for one in others]
    assert too_few_seeds(proven, exercise, 3) == ["solution: 2", *(f"{one.name}: 0" for one in others)]
    (proven.solutions / SLUG / FILE).unlink()
    assert too_few_seeds(proven, exercise, 1) == [f"{one.name}: 0" for one in right_ones(proven, exercise)]


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


def test_a_proof_says_when_an_earlier_kit_had_a_part(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The digests of suite and answer do not cover the code of the kit; with ``--fresh`` only that of today graded."""
    for answer in (kit.solutions / SLUG / "right").glob("*.py"):
        answer.unlink()
    table = json.loads((kit.solutions / SLUG / FILE).read_text(encoding="utf-8"))
    assert table["seeds"]["solution"][1] == 50
    said = []

    for today in (table["kits"][0], "another kit"):
        monkeypatch.setattr(accepted, "kit_digest", lambda today=today: today)
        main(["author", "prove", "00", "--wrong", "0"])
        said.append(EARLIER_KIT in capsys.readouterr().out)

    assert said == [False, True]
    assert not _kept(kit, fresh=True).is_of_earlier_kits
