"""What every hostile test checks besides its own subject: server, files and temporary folders are unharmed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.isolation import launcher_name
from grader.isolation.servers import SharedServer
from grader.kit.paths import Kit


@pytest.fixture
def unharmed(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test after which the server is another one, a file of the kit has changed, or anything is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before, server = _tree(source_kit.root), _server()
    yield
    assert _tree(source_kit.root) == before
    assert list(tmp_path.iterdir()) == []
    if server and server["served"]:
        now = _server()
        assert now and (now["pid"], now["running"]) == (server["pid"], 0)


def _tree(root: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of every file of the kit that Git would keep."""
    folders = ("exercises", "solutions", "grader", "tests", "lessons")
    files = (file for folder in folders for file in (root / folder).rglob("*") if "__pycache__" not in file.parts)
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()}


def _server() -> dict[str, int] | None:
    if sys.platform != "linux" or launcher_name() != "shared":
        return None
    return SharedServer(print).ask("status")
