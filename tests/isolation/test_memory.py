"""How much memory processes hold together."""

from __future__ import annotations

import os
import sys

import pytest

from grader.isolation import memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")


def _own_space() -> int:
    return os.stat("/proc/self/ns/user").st_ino


def test_what_is_held_is_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limit is told, and more than the machine has to give, whichever is less."""
    assert memory.excess(_own_space(), 5_000_000) == "more than 5 MB of memory"
    monkeypatch.setattr(memory, "MOST", 3_000_000)
    assert memory.excess(_own_space(), 5_000_000) == "more than 3 MB of memory"


def test_other_processes_do_not_count() -> None:
    """A namespace without processes holds nothing, and a run without one of its own is limited by the kernel."""
    assert memory.excess(1, 0) is None
    assert memory.excess(None, 0) is None


def test_what_is_shared_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many processes with the same libraries hold these together."""
    monkeypatch.setattr(memory, "_processes", lambda space: ["1", "2"])
    monkeypatch.setattr(memory, "_resident", lambda process: 700)
    monkeypatch.setattr(memory, "_share", lambda process: 400)

    assert memory.excess(1, 1000) is None
    assert memory.excess(1, 799) is not None
