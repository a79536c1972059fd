"""Which layers are put in force, and how."""

from __future__ import annotations

import os
import sys

import pytest

if sys.platform == "linux":
    from grader.child import confine, landlock, limits, namespaces, seccomp
else:
    pytest.skip("the layers are those of Linux", allow_module_level=True)

PLACES: dict[str, list[str]] = {"readable": [], "writable": []}


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Put nothing in force, and return whether each call of seccomp allowed processes to be started."""
    allowed: list[bool] = []
    monkeypatch.setattr(namespaces, "leave", lambda: None)
    monkeypatch.setattr(landlock, "restrict", lambda readable, writable: "older_landlock")
    monkeypatch.setattr(seccomp, "forbid", lambda *, processes: allowed.append(processes))
    return allowed


@pytest.mark.parametrize(
    ("user", "without", "counted", "allowed"),
    [
        (1000, [], True, True),
        (1000, ["namespaces"], True, False),
        (1000, [], False, False),
        (0, [], True, False),
    ],
    ids=["counted", "no namespaces", "an old kernel", "root"],
)
def test_processes_are_started_only_where_they_are_counted(
    monkeypatch: pytest.MonkeyPatch, forbidden: list[bool], user: int, without: list[str], counted: bool, allowed: bool
) -> None:
    """What cannot be limited is forbidden."""
    monkeypatch.setattr(os, "getuid", lambda: user)
    monkeypatch.setattr(limits, "counts_each_namespace", lambda: counted)

    active = confine._layers(PLACES, without)

    assert forbidden == [allowed]
    assert active == [name for name in ("namespaces", "older_landlock", "seccomp") if name not in without]
