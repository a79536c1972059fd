"""What a submission shows, in features."""

from __future__ import annotations

from grader.diagnosis import check_of, coded, signature_of
from grader.report import CheckResult


def _failed(ended: int, expected: int = 5, run: str = "overfits") -> CheckResult:
    return CheckResult(
        "test_stops", "It stops.", 2, "x", status="failed", run=run,
        expected=f"training ends after {expected} of 20 epochs", seen=f"it ended after {ended}", why="Because.",
    )  # fmt: skip


def test_another_seed_gives_the_same_features() -> None:
    """One epoch too late is one epoch too late, whatever the numbers."""
    assert signature_of([_failed(6, 5)]) == signature_of([_failed(9, 8)])


def test_another_fault_gives_others() -> None:
    """One epoch too late is not the same as never, and not the same in another run."""
    assert signature_of([_failed(6)]) != signature_of([_failed(20)])
    assert signature_of([_failed(6)]) != signature_of([_failed(6, run="touches")])


def test_what_passed_is_judged_and_shows_nothing() -> None:
    """Only failures have features; what was not judged is not known to be right."""
    checks = [
        CheckResult("test_a", "A.", 1, "x", status="passed"),
        CheckResult("test_b", "B.", 1, "x", status="not_run", note="`b` is not written yet."),
        _failed(6),
    ]

    signature = signature_of(checks)

    assert signature.judged == {"test_a", "test_stops"}
    assert {check_of(feature) for feature in signature.features} == {"test_stops"}


def test_a_coded_signature_keeps_no_words() -> None:
    """What ships tells which check a feature is about, and nothing of what was seen."""
    plain = signature_of([_failed(6)])

    hidden = coded(plain)

    assert len(hidden.features) == len(plain.features)
    assert all(len(feature) == len("test_stops:") + 8 for feature in hidden.features)
    assert not any("ended" in feature for feature in hidden.features)
    assert coded(plain) == hidden
