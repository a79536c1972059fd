"""The headers of wrong submissions."""

from __future__ import annotations

import pytest

from grader.authoring.specimen import right_ones, wrong_ones
from grader.catalogue import find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def test_reads_what_must_catch_it(kit: Kit) -> None:
    """The named check and every message fragment come from the docstring."""
    wrong = {one.path.stem: one for one in wrong_ones(kit, find_exercise(kit, "02"))}

    specimen = wrong["no_announcement"]
    assert specimen.caught_by == "test_announces_the_stop"
    assert specimen.messages == ("prints `Stopping training due to overfitting...`", "it is not there")


def test_the_solution_is_the_first_right_one(kit: Kit) -> None:
    """The solution must be accepted like any other right submission."""
    assert right_ones(kit, find_exercise(kit, "02"))[0].path.name == "solution.py"


def test_every_poor_header_is_named(kit: Kit) -> None:
    """A wrong submission that does not say what must catch it proves nothing."""
    folder = kit.solutions / "02_detect_overfitting" / "wrong"
    (folder / "a.py").write_text('"""Wrong.\n\ncaught by: test_x\n"""\n', encoding="utf-8")
    (folder / "b.py").write_text("x = 1\n", encoding="utf-8")

    with pytest.raises(KitError, match=r"a\.py, b\.py"):
        wrong_ones(kit, find_exercise(kit, "02"))
