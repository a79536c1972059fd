"""When a run has written too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.isolation import disk


def test_a_little_is_no_excess(tmp_path: Path) -> None:
    """What an ordinary run writes is fine, a folder that is gone included."""
    (tmp_path / "model.keras").write_bytes(bytes(100_000))

    assert disk.excess(tmp_path) is None
    assert disk.excess(tmp_path / "gone") is None


def test_bytes_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files of a permitted size are too much as well, wherever they lie; an empty length counts for nothing."""
    monkeypatch.setattr(disk, "MAX_BYTES", 3_000_000)
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(100_000_000)
    assert disk.excess(tmp_path) is None

    for number in range(4):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "part").write_bytes(b"x" * 1_000_000)

    assert disk.excess(tmp_path) == "more than 3 MB"


def test_files_and_folders_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty files cost a file system more than their bytes."""
    monkeypatch.setattr(disk, "MAX_FILES", 10)
    for number in range(11):
        (tmp_path / str(number)).mkdir()

    assert disk.excess(tmp_path) == "more than 10 files and folders"
