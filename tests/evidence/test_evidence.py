"""Evidence that is still coming in."""

from __future__ import annotations

import threading
from collections.abc import Callable

from grader.evidence import Evidence

CASES = {"one": {"scenario": "x"}, "two": {"scenario": "x"}}


def _waiting(evidence: Evidence, ready: Callable[[], bool]) -> threading.Thread:
    thread = threading.Thread(target=evidence.wait, args=(ready,), daemon=True)
    thread.start()
    return thread


def test_closed_evidence_keeps_nobody_waiting() -> None:
    """Evidence made by hand is closed: what it lacks will never come."""
    Evidence.of(CASES).wait(lambda: False)


def test_who_waits_is_woken_by_what_they_wait_for() -> None:
    """A run that ends wakes the one who waits for it, while the evidence stays open."""
    evidence = Evidence.of(CASES)
    evidence.open = True
    thread = _waiting(evidence, lambda: evidence.runs["one"].status == "finished")

    evidence.tell()
    assert thread.is_alive()
    evidence.runs["one"].status = "finished"
    evidence.tell()

    thread.join(30)
    assert not thread.is_alive()
    assert evidence.open


def test_closing_wakes_everybody() -> None:
    """What has not come when the evidence is closed will not come."""
    evidence = Evidence.of(CASES)
    evidence.open = True
    threads = [_waiting(evidence, lambda: False) for _ in range(3)]

    evidence.close()

    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_beginning_again_keeps_what_has_ended() -> None:
    """A run that ended is evidence for good; one that was cut off is forgotten, with all that it printed."""
    evidence = Evidence.of(CASES)
    evidence.runs["one"].status = "finished"
    evidence.runs["two"].begun, evidence.runs["two"].printed = True, "half"

    evidence.begin_again()

    assert evidence.runs["one"].status == "finished"
    assert (evidence.runs["two"].begun, evidence.runs["two"].printed) == (False, "")


def test_beginning_again_takes_back_what_is_continued() -> None:
    """A run that was cut off has changed the folder of those before it: they come again, others do not."""
    continued = {"a": None, "b": "a", "c": "b", "d": None, "e": "a", "f": "d"}
    evidence = Evidence.of({name: {"continues": before} if before else {} for name, before in continued.items()})
    for name in "abdef":
        evidence.runs[name].status = "finished"

    evidence.begin_again()

    # e has gone on from what a had left before; that is gone, too.
    assert [name for name, run in evidence.runs.items() if run.status == "finished"] == ["d", "f"]
