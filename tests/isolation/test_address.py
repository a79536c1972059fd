"""The folder of the shared server is private, and can be an address."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.isolation.address import place
from grader.kit.errors import KitError

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="servers fork on Linux alone")


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder for what runs, of this test's own, with a short name."""
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_the_folder_is_private(runtime: Path) -> None:
    """Other users of this machine reach neither the socket nor the log."""
    assert place().is_relative_to(runtime)
    assert place().stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_used_is_told(runtime: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A path too long for an address, and a file where the folder should be, are told in a sentence."""
    (runtime / f"callbacks-by-doing-{os.getuid()}").touch()
    with pytest.raises(KitError, match="cannot be made: File exists"):
        place()

    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    with pytest.raises(KitError, match="too long"):
        place()
