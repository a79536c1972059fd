"""A file's content is known again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grader.kit.digest import digest, digest_of


def test_the_content_counts(tmp_path: Path) -> None:
    """Two files with the same content have one digest, which is that of their bytes; other content has another."""
    first, second = tmp_path / "first", tmp_path / "second"
    for file in (first, second):
        file.write_bytes(b"x")
    assert digest_of(first) == digest_of(second) == digest(b"x")

    second.write_bytes(b"y")

    assert digest_of(first) != digest_of(second)


def test_nothing_to_read(tmp_path: Path) -> None:
    """A folder, and a file that is not there, have none."""
    assert digest_of(tmp_path) == digest_of(tmp_path / "none") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in its folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe")

    assert digest_of(tmp_path / "pipe") == ""
