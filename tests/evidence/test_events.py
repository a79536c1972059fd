"""What a fit tells of its epochs."""

from __future__ import annotations

from grader.evidence import Epoch, Fit


def test_rates_include_the_one_after_the_last_epoch() -> None:
    """A reduction at the very end shows in no epoch, only after it."""
    fit = Fit(True, {}, [Epoch(0, 0.1, rate_after=0.1), Epoch(1, 0.1, rate_after=0.05)])

    assert fit.rates == [0.1, 0.1, 0.05]
    assert Fit(True, {}).rates == []


def test_a_file_is_written_when_its_content_is_new() -> None:
    """The first content counts, a change counts, and neither the same content nor a deletion does."""
    digests = [None, "a", "a", "b", None, "b"]
    fit = Fit(True, {}, [Epoch(index, 0.1, files={"best.keras": one}) for index, one in enumerate(digests)])

    assert fit.epochs_writing("best.keras") == [2, 4, 6]
    assert fit.epochs_writing("other.keras") == []
