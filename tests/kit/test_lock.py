"""A file can be locked once at a time."""

from __future__ import annotations

import contextlib
import errno
import sys
from pathlib import Path

import pytest

from grader.kit.lock import held, try_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")


def test_a_second_one_is_told_until_the_first_is_closed(tmp_path: Path) -> None:
    """What is held by somebody else is False, and True again when it is free."""
    file = tmp_path / "lock"
    with file.open("w") as first, file.open("w") as second:
        assert try_lock(first) is True
        assert try_lock(second) is False
        first.close()
        assert try_lock(second) is True


def test_where_nobody_can_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that knows no locks is neither free nor taken."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)

    with (tmp_path / "lock").open("w") as file:
        assert try_lock(file) is None


def test_a_held_lock_keeps_others_away(tmp_path: Path) -> None:
    """It is free again when the block has ended, by an exception as well."""
    with contextlib.suppress(RuntimeError), held(tmp_path / "lock"), (tmp_path / "lock").open("w") as other:
        assert try_lock(other) is False
        raise RuntimeError
    with (tmp_path / "lock").open("w") as other:
        assert try_lock(other) is True


def test_who_never_lets_go_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was suspended in the middle costs the others some seconds, and no more."""
    monkeypatch.setattr("grader.kit.lock.PATIENCE", 0.0)
    done = False

    with (tmp_path / "lock").open("w") as first:
        try_lock(first)
        with held(tmp_path / "lock"):
            done = True

    assert done
