"""The zip file: the same bytes for the same files."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from grader.bundle.archive import FOLDER, write_archive
from grader.kit.errors import KitError


def _files(folder: Path, when: int, mode: int) -> dict[str, Path]:
    folder.mkdir()
    for name in ("b.py", "a.py"):
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
        (folder / name).chmod(mode)
        os.utime(folder / name, (when, when))
    return {f"x/{name}": folder / name for name in os.listdir(folder)}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither times nor modes nor the order in which a disk lists them make a difference; another content does."""
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    write_archive(first, _files(tmp_path / "one", 1_000_000_000, 0o600))
    files = _files(tmp_path / "two", 1_700_000_000, 0o755)
    write_archive(second, dict(reversed(files.items())))

    assert first.read_bytes() == second.read_bytes()
    (tmp_path / "two" / "a.py").write_text("other\n", encoding="utf-8")
    write_archive(tmp_path / "3.zip", files)
    assert (tmp_path / "3.zip").read_bytes() != second.read_bytes()


def test_it_unpacks(tmp_path: Path) -> None:
    """Everything lies in one folder, readable, with the content it had."""
    write_archive(tmp_path / "1.zip", _files(tmp_path / "one", 1_000_000_000, 0o600))

    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{FOLDER}/x/a.py", f"{FOLDER}/x/b.py"]
        assert archive.read(f"{FOLDER}/x/a.py") == b"a.py\n"
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A file that vanished in the meantime, a folder that is none: a sentence, and no half of a kit."""
    with pytest.raises(KitError, match="cannot be written: No such file"):
        write_archive(tmp_path / "1.zip", {"a": tmp_path / "vanished"})
    (tmp_path / "file").touch()
    with pytest.raises(KitError, match="cannot be written"):
        write_archive(tmp_path / "file" / "1.zip", {})

    assert [path.name for path in tmp_path.iterdir()] == ["file"]
