"""The states of a folder while files in it are written, renamed and removed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def _states(folder: Path, work: Callable[[], object]) -> list[str]:
    """Return what happened in ``folder`` while ``work`` was done, state by state."""
    from grader.child.disk_states import DiskStates

    seen: list[str] = []
    states = DiskStates(folder, lambda number, change: seen.append(f"{number} {change}"))
    before = sys.getprofile()
    states.start()
    try:
        work()
    finally:
        states.stop()
        sys.setprofile(before)
    return seen


def test_a_file_that_is_published_by_rename(tmp_path: Path) -> None:
    """It is begun, whole, and then in its place."""

    def work() -> None:
        with (tmp_path / "new").open("w") as file:
            for _ in range(5):
                file.write("x" * 20_000)
        os.replace(tmp_path / "new", tmp_path / "file")

    (tmp_path / "file").write_text("old")

    assert _states(tmp_path, work) == [
        "1 `new` was created",
        "2 `new` grew",
        "3 `file` was replaced, `new` was removed",
    ]


def test_a_file_that_is_written_in_place_is_empty_first(tmp_path: Path) -> None:
    """What was there is gone as soon as the file is opened."""
    (tmp_path / "file").write_text("old")

    def work() -> None:
        (tmp_path / "file").write_text("newer")
        (tmp_path / "other").touch()

    assert _states(tmp_path, work) == ["1 `file` was emptied", "2 `file` grew", "3 `other` was created"]


def test_what_is_written_last_is_seen(tmp_path: Path) -> None:
    """Nothing else is done afterwards; it is seen all the same, when nobody looks any more."""
    assert _states(tmp_path, lambda: (tmp_path / "file").write_text("text")) == [
        "1 `file` was created",
        "2 `file` grew",
    ]


def test_two_files_are_never_one_state(tmp_path: Path) -> None:
    """Between two rows in two files there is a state in which one of them is there."""

    def work() -> None:
        for name in ("a", "b"):
            with (tmp_path / name).open("a") as file:
                file.write("row\n")

    for name in ("a", "b"):
        (tmp_path / name).write_text("head\n")

    assert _states(tmp_path, work) == ["1 `a` grew", "2 `b` grew"]


def test_notices_that_it_was_switched_off(tmp_path: Path) -> None:
    """Code that takes the profiler away is found out; code that leaves it alone is not blamed."""
    from grader.child.disk_states import DiskStates

    for work in (sys.getprofile, lambda: sys.setprofile(None)):
        states = DiskStates(tmp_path, lambda number, change: None)
        states.start()
        work()
        states.stop()
        assert states.blind == (work is not sys.getprofile)


def test_folders_and_removals(tmp_path: Path) -> None:
    """Folders that appear and files that go are states, too; the folder itself may not exist yet."""
    folder = tmp_path / "folder"

    def work() -> None:
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "file").touch()
        (folder / "inner" / "file").unlink()

    assert _states(folder, work) == [
        "1 `inner` was created",
        "2 `inner/file` was created",
        "3 `inner/file` was removed",
    ]


def test_what_is_written_elsewhere_does_not_count(tmp_path: Path) -> None:
    """Only the folder is looked at."""
    (tmp_path / "one").mkdir()

    assert _states(tmp_path / "one", lambda: (tmp_path / "file").write_text("text")) == []


def test_files_that_other_libraries_write(tmp_path: Path) -> None:
    """HDF5 writes from C, and its file is seen half and whole all the same."""
    h5py = pytest.importorskip("h5py")

    def work() -> None:
        with h5py.File(tmp_path / "file.h5", "w") as file:
            file["values"] = [1.0] * 1000
        os.replace(tmp_path / "file.h5", tmp_path / "done.h5")

    seen = _states(tmp_path, work)

    assert seen[0] == "1 `file.h5` was created"
    assert "`file.h5`" in seen[-2]
    assert seen[-1].endswith("`done.h5` was created, `file.h5` was removed")
