"""What every hostile test checks besides its own subject: server, files and temporary folders are unharmed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.isolation import launcher_name
from grader.isolation.servers import SharedServer
from grader.kit.paths import Kit

FOLDERS = ("exercises", "solutions", "grader", "tests", "lessons")


@pytest.fixture
def unharmed(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test after which a child lives on, the server is another one, or a file not its own is changed or new."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    neighbour = tmp_path / "callbacks-run-neighbour" / "run"
    neighbour.mkdir(parents=True)
    (neighbour / "submission.py").write_text("answer = 42\n", encoding="utf-8")
    places = [*(source_kit.root / name for name in FOLDERS), tmp_path]
    before, server = _tree(places), _server()
    yield
    assert _tree(places) == before
    now = _server()
    if now:
        assert now["running"] == 0, "a child of this test lives on"
    if server and server["served"]:
        assert now
        assert now["pid"] == server["pid"]


def _tree(places: list[Path]) -> dict[str, tuple[int, ...]]:
    """Return mode, size and time of change of every file below ``places`` but bytecode, and the mode of every folder."""
    found: dict[str, tuple[int, ...]] = {}
    for place in places:
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name != "__pycache__"]
            found[folder] = (os.lstat(folder).st_mode,)
            for file in (os.path.join(folder, name) for name in files):
                seen = os.lstat(file)
                found[file] = (seen.st_mode, seen.st_size, seen.st_mtime_ns)
    return found


def _server() -> dict[str, int] | None:
    if sys.platform != "linux" or launcher_name() != "shared":
        return None
    return SharedServer(print).ask("status")
