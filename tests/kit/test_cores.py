"""How many cores a command uses."""

from __future__ import annotations

import os

import pytest

from grader.kit.cores import VARIABLE, cores
from grader.kit.errors import KitError


@pytest.fixture(autouse=True)
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this process run on four cores, of which nobody said anything."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5, 7}, raising=False)
    monkeypatch.delenv(VARIABLE, raising=False)


def test_all_that_this_process_may_run_on() -> None:
    """Cores of the machine that were taken from this process do not count."""
    assert cores() == 4


@pytest.mark.parametrize(("wanted", "used"), [("1", 1), (" 3 ", 3), ("64", 4), ("", 4)])
def test_fewer_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, wanted: str, used: int) -> None:
    """On a shared machine a command takes as many as it is told, and never more than there are."""
    monkeypatch.setenv(VARIABLE, wanted)

    assert cores() == used


@pytest.mark.parametrize("wanted", ["0", "-1", "two", "1.5"])
def test_nonsense_is_answered_with_what_is_possible(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    """The error names the variable, what it held and what it may hold."""
    monkeypatch.setenv(VARIABLE, wanted)

    with pytest.raises(KitError, match=f"{VARIABLE} is '{wanted}'; it must be a whole number from 1 on"):
        cores()
