"""All that lies in a folder, whoever wants it to be overlooked."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.isolation import everything as module
from grader.isolation.everything import everything
from grader.isolation.remove import remove

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere paths are all there is")
NOBODY = 65534


def _sizes(folder: Path) -> list[int]:
    return sorted(found.st_size for found in everything(str(folder)) if stat.S_ISREG(found.st_mode))


def _nest(folder: Path, names: list[str]) -> None:
    """Make folders in each other, each with an empty file in it and an empty folder beside it."""
    here = os.open(folder, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=here)
        os.mkdir("beside", dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
        os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder of an ordinary user, who this test is meanwhile: root may read everything anyway."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        with tempfile.TemporaryDirectory(dir="/tmp") as name:
            yield Path(name)
    finally:
        os.seteuid(was)


def test_files_folders_and_links_are_found(tmp_path: Path) -> None:
    """Every entry at every depth once; what a link points to is elsewhere."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_bytes(b"xyz")
    (tmp_path / "a" / "link").symlink_to("/usr")
    (tmp_path / "other").touch()

    kinds = sorted(stat.S_IFMT(found.st_mode) for found in everything(str(tmp_path)))

    assert kinds == sorted([stat.S_IFDIR, stat.S_IFDIR, stat.S_IFREG, stat.S_IFLNK, stat.S_IFREG])
    assert _sizes(tmp_path) == [0, 3]


@pytest.mark.parametrize("mode", [0, 0o300, 0o400, 0o600])
def test_what_was_closed_is_opened(folder: Path, mode: int) -> None:
    """A folder that its owner made unreadable holds what it holds; a closed one inside it as well."""
    inner = folder / "closed" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").write_bytes(b"xyz")
    inner.chmod(mode)
    inner.parent.chmod(mode)

    assert _sizes(folder) == [3]
    assert inner.parent.stat().st_mode & 0o500 == 0o500


def test_what_can_be_read_keeps_its_mode(folder: Path) -> None:
    """Nothing changes for a submission that takes away no more than the permission to write."""
    (folder / "kept").mkdir(mode=0o555)

    assert _sizes(folder) == []
    assert stat.S_IMODE((folder / "kept").stat().st_mode) == 0o555


def test_no_depth_is_too_deep(tmp_path: Path) -> None:
    """Neither the longest path nor the number of open files is the end; what lies beside the nest is found on the way."""
    before = len(os.listdir("/proc/self/fd"))
    nest = tmp_path / "run"
    nest.mkdir()
    _nest(nest, ["n" * 100] * 300)

    found = [stat.S_ISDIR(one.st_mode) for one in everything(str(nest))]

    assert (found.count(True), found.count(False)) == (600, 300)
    assert len(os.listdir("/proc/self/fd")) == before
    remove(nest)


def test_few_descriptors_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many runs at a time look at their folders, and a process may open only so many files."""
    monkeypatch.setattr(module, "HELD", 4)
    _nest(tmp_path, ["n"] * 50)
    before = len(os.listdir("/proc/self/fd"))

    most = max(len(os.listdir("/proc/self/fd")) for _ in everything(str(tmp_path)))

    assert most - before <= 4 + 2  # and the one that is listed, twice


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """It cannot be looked at, and that is for the caller to say."""
    with pytest.raises(FileNotFoundError):
        list(everything(str(tmp_path / "gone")))
