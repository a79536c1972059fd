"""What is learned from wrong submissions, and how it is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.learned import Trial, all_shown, learned, leave_one_out, shipped
from grader.authoring.observed import Observed, Seen
from grader.authoring.specimen import Specimen
from grader.diagnosis import Diagnosis, Signature

LATE = Diagnosis("late", "it is late.", "It is.", "day-27", "stop-training")
ALL = frozenset({"test_a", "test_b"})


def _specimen(name: str, family: str | None = None) -> Specimen:
    return Specimen(Path(f"wrong/{name}.py"), "test_a", ("x",), family)


WRONG = [*(_specimen(f"late_{number}", "late") for number in (1, 2, 3)), _specimen("other"), _specimen("strange")]


def _observed(**features: set[str]) -> Observed:
    seen = {name: Seen("digest", (Signature(ALL, frozenset(shown)),) * 2) for name, shown in features.items()}
    return Observed("judge", seen)


LATE_AS_SHOWN = {"test_a: failed", "test_a: one more"}
OBSERVED = _observed(
    late_1=LATE_AS_SHOWN, late_2=LATE_AS_SHOWN, late_3=LATE_AS_SHOWN,
    other={"test_b: failed"}, strange={"test_b: failed", "test_b: says odd"},
)  # fmt: skip


def test_each_submission_is_tried_on_the_others() -> None:
    """All of one family are recognised by the rest of it, with each seed; other faults are told nothing."""
    trial = leave_one_out(WRONG, OBSERVED, all_shown(WRONG, OBSERVED))

    assert (trial.named, trial.told, trial.right) == (6, 6, 6)
    assert (trial.precision, trial.recall, trial.faults) == (1.0, 1.0, [])


def test_a_submission_does_not_know_itself() -> None:
    """One of a family that shows something else is missed: that it is its own nearest must not count."""
    observed = Observed("judge", OBSERVED.seen | _observed(late_3={"test_b: failed", "test_b: unlike"}).seen)

    trial = leave_one_out(WRONG, observed, all_shown(WRONG, observed))

    assert (trial.named, trial.right) == (6, 4)
    assert trial.faults[0] == "late_3.py shows late, but was told nothing"


def test_another_fault_that_is_told_a_misconception_costs_precision() -> None:
    """A fault that looks the same and has another name makes a wrong diagnosis, which is counted."""
    observed = Observed("judge", OBSERVED.seen | _observed(strange=LATE_AS_SHOWN).seen)

    trial = leave_one_out(WRONG, observed, [(WRONG[-1], observed.seen["strange"].signatures[0])])

    assert (trial.named, trial.told, trial.right) == (0, 1, 0)
    assert trial.precision == 0.0
    assert trial.faults == ["strange.py shows another fault, but was told late"]


def test_what_ships_holds_no_words_of_what_was_seen() -> None:
    """Learners get the messages and digests."""
    text = shipped(learned({"late": LATE}, WRONG, OBSERVED))

    assert "it is late." in text
    assert "one more" not in text
    assert text.count("test_a:") == 2


def test_trials_add_up() -> None:
    """The figures of all exercises are those of all their submissions."""
    whole = Trial()
    whole.add(Trial(named=10, told=9, right=9))
    whole.add(Trial(named=10, told=10, right=8, faults=["x"]))

    assert str(whole) == "diagnosis: precision 89% (17 of 19), recall 85% (17 of 20)"
    assert whole.faults == ["x"]


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (Trial(named=100, told=100, right=95), ""),
        (Trial(named=100, told=80, right=80), ""),
        (Trial(named=100, told=100, right=94), "precision 94.0% is below 95%"),
        (Trial(named=100, told=79, right=79), "recall 79.0% is below 80%"),
        (Trial(), "tried on no submission that shows a misconception"),
        (Trial(told=2), "tried on no submission that shows a misconception"),
    ],
)
def test_what_falls_short_is_said(trial: Trial, words: str) -> None:
    """A figure at the least that is needed is enough, one below it is not, nor is one of nothing."""
    assert bool(trial.shortfall) == bool(words)
    assert words in trial.shortfall
