"""A file can be locked once at a time."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from grader.kit.lock import try_lock

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
