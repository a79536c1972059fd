"""What wrong submissions showed is kept, and known to be old when it is."""

from __future__ import annotations

import pytest

from grader.authoring.observed import FILE, Observed, Seen, digest_of, judge_of, read_observed, write_observed
from grader.authoring.specimen import Specimen, wrong_ones
from grader.catalogue import find_exercise
from grader.diagnosis import Signature
from grader.kit.errors import KitError
from grader.kit.paths import Kit

ONE = Signature(frozenset({"test_a", "test_b"}), frozenset({"test_a: failed", "test_a: seen #"}))
OTHER = Signature(frozenset({"test_b"}), frozenset({"test_b: failed"}))


def _specimen(kit: Kit) -> Specimen:
    return wrong_ones(kit, find_exercise(kit, "02"))[0]


def test_what_is_kept_is_read_again(kit: Kit) -> None:
    """Signatures, seed by seed, what was not judged, and submissions without a verdict come back as they were."""
    exercise = find_exercise(kit, "02")
    observed = Observed("judge", {"first": Seen("1", (ONE, OTHER)), "hangs": Seen("2", ())})

    write_observed(kit, exercise, observed)

    assert read_observed(kit, exercise) == observed


def test_nothing_kept_is_nothing_known(kit: Kit) -> None:
    """Without a file every submission has still to be graded; a damaged one is no excuse to guess."""
    exercise = find_exercise(kit, "02")
    (kit.solutions / exercise.slug / FILE).unlink()
    assert read_observed(kit, exercise).seen == {}

    (kit.solutions / exercise.slug / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(KitError, match="Remove it"):
        read_observed(kit, exercise)


def test_code_that_changed_is_noticed_and_a_header_is_not(kit: Kit) -> None:
    """Another word in the header changes nothing of what a submission shows."""
    specimen = _specimen(kit)
    source = specimen.path.read_text(encoding="utf-8")
    before = digest_of(specimen)

    specimen.path.write_text(source.replace("caught by", "found by", 1), encoding="utf-8")
    assert digest_of(specimen) == before
    specimen.path.write_text(f"{source}\nx = 1\n", encoding="utf-8")
    assert digest_of(specimen) != before


@pytest.mark.parametrize("name", ["cases.py", "scenarios.py", "test_exercise.py"])
def test_a_judge_that_changed_makes_everything_old(kit: Kit, name: str) -> None:
    """Other cases or checks show other things of the same submission."""
    exercise, specimen = find_exercise(kit, "02"), _specimen(kit)
    before = judge_of(exercise)
    observed = Observed(before, {specimen.name: Seen(digest_of(specimen), (ONE,))})
    assert observed.is_fresh(specimen, before)

    file = exercise.folder / name
    file.write_text(file.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")

    assert not observed.is_fresh(specimen, judge_of(exercise))
