"""Folders that do not want to be removed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from grader.isolation.remove import remove

NOBODY = 65534


def test_everything_in_it_goes(tmp_path: Path) -> None:
    """Files, folders, links and names that are in the way of moving folders are removed."""
    folder = tmp_path / "run"
    for name in ("a/b/c", "removed-0/removed-1", "empty"):
        (folder / name).mkdir(parents=True)
        (folder / name / "file").write_text("x")
    (folder / "nowhere").symlink_to("nothing")

    remove(folder)

    assert not folder.exists()


def test_what_a_link_points_to_stays(tmp_path: Path) -> None:
    """A link to a folder elsewhere is a link, not a folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("x")
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "link").symlink_to(elsewhere)

    remove(folder)

    assert not folder.exists()
    assert (elsewhere / "file").read_text() == "x"


def test_depth_is_no_protection(tmp_path: Path) -> None:
    """A nest that is deeper than a path may be long, and than Python recurses, goes as well."""
    folder = tmp_path / "run"
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("deeper", dir_fd=here)
        below = os.open("deeper", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)

    remove(folder)

    assert not folder.exists()


def test_permissions_are_no_protection(tmp_path: Path) -> None:
    """A folder that its owner made unreadable is made readable again first."""
    locked = tmp_path / "run" / "locked"
    locked.mkdir(parents=True)
    (locked / "file").write_text("x")
    locked.chmod(0)

    remove(tmp_path / "run")

    assert not (tmp_path / "run").exists()


def test_nothing_there_is_no_error(tmp_path: Path) -> None:
    """A folder that is gone already is as it should be."""
    remove(tmp_path / "run")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs another user's process")
def test_a_closed_folder_in_another_one_goes() -> None:
    """Unlike root, its owner cannot move it as it is."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # the folders of pytest are closed to others
    locked = folder / "run" / "locked"
    locked.mkdir(parents=True)
    (locked / "x").touch()
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    locked.chmod(0)

    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setresuid(NOBODY, NOBODY, NOBODY)
            remove(folder)
        finally:
            os._exit(0)
    os.waitpid(child, 0)

    is_left = folder.exists()
    remove(folder)
    assert not is_left
