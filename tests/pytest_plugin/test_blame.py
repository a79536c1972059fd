"""Which errors of a check its evidence is to blame for."""

from __future__ import annotations

from typing import Any

import pytest

from grader.evidence import Epoch, Fit, NoSingleFit, NotTold, Run, Told
from grader.judge import Unmet
from grader.pytest_plugin.blame import unmet_by


def _with_logs(value: Any) -> Run:
    epoch = Epoch(3, rate=0.1, logs={"loss": 1.0}, logs_after={"loss": 1.0, "ratio": value})
    return Run("one", {}, fits=[Fit(scripted=True, arguments={}, epochs=[epoch])])


@pytest.mark.parametrize("value", ["1.25", None, [1.0]])
@pytest.mark.parametrize("error", [TypeError("x"), ValueError("x")])
def test_logs_without_numbers(value: Any, error: Exception) -> None:
    """Who leaves text, None or a list in the logs is told where, when a check cannot compute with it."""
    unmet = unmet_by(error, [_with_logs(1.0), _with_logs(value)])

    assert unmet
    assert unmet.seen == f"after epoch 3, `ratio` is {str(value)!r}, which is no number"


def test_a_missing_record() -> None:
    """What the run did not tell is named."""
    with pytest.raises(NotTold) as caught:
        Told()["files"]
    unmet = unmet_by(caught.value, [])

    assert unmet
    assert unmet.seen == "the run did not tell of `files`"


def test_another_number_of_fits_and_what_a_check_says_itself() -> None:
    """Both are failures of the submission."""
    unmet, own = unmet_by(NoSingleFit(2), []), Unmet("a", "b", "c")

    assert unmet
    assert unmet.seen == "fit was called 2 times"
    assert unmet_by(own, []) is own


@pytest.mark.parametrize(
    "error", [TypeError("x"), ValueError("x"), KeyError("x"), IndexError("x"), NameError("x"), None]
)
def test_mistakes_of_the_suite_are_not_the_learners(error: Exception | None) -> None:
    """With evidence in order, no error of a check counts against the learner; with odd logs, only those that fit."""
    assert unmet_by(error, [_with_logs(1.0)]) is None
    if not isinstance(error, TypeError | ValueError):
        assert unmet_by(error, [_with_logs("1.25")]) is None
