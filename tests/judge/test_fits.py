"""Runs with several trainings."""

from __future__ import annotations

import pytest

from grader.evidence import Fit, Run
from grader.judge import Unmet, fits_of


@pytest.mark.parametrize("count", [0, 1, 3])
def test_as_many_as_were_asked_for(count: int) -> None:
    """Fewer trainings, as where the record of one is missing, and more of them fail the check; the right number is given."""
    fits = [Fit(scripted=True, arguments={}) for _ in range(count)]
    run = Run("twice", {}, fits=fits)

    with pytest.raises(Unmet, match=f"expected: 2 trainings\nseen: fit was called {count} times"):
        fits_of(run, 2)
    assert fits_of(run, count) == fits
