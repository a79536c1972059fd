"""Copies of a folder at one moment, from which a training can go on."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from grader.child.snapshots import content_of, keep, put_back


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file, a folder, a link and two names of one file."""
    work = tmp_path / "work"
    (work / "inner").mkdir(parents=True)
    (work / "inner" / "old").write_text("old")
    os.utime(work / "inner" / "old", (1_000, 1_000))
    (work / "link").symlink_to("inner/old")
    (work / "one").write_text("one")
    os.link(work / "one", work / "other")
    return work


def test_a_copy_holds_everything_as_it_was(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed afterwards is back, under its old path, with times, links and names that share a file."""
    monkeypatch.chdir(tmp_path)
    keep(folder, tmp_path / "copies" / "1")
    (folder / "inner" / "old").write_text("new")
    (folder / "later").touch()

    put_back(tmp_path / "copies" / "1", folder)

    assert Path.cwd() == folder
    assert sorted(path.name for path in folder.rglob("*")) == ["inner", "link", "old", "one", "other"]
    assert (folder / "inner" / "old").stat().st_mtime == 1_000
    assert (os.readlink(folder / "link"), (folder / "link").read_text()) == ("inner/old", "old")
    assert (folder / "one").samefile(folder / "other")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_is_not_the_folder(folder: Path, tmp_path: Path) -> None:
    """Who writes to a file in place changes no copy of it."""
    keep(folder, tmp_path / "copy")
    with (folder / "one").open("a") as file:
        file.write("more")

    assert (tmp_path / "copy" / "one").read_text() == "one"


def test_the_content_of_a_folder_has_no_dates(tmp_path: Path) -> None:
    """Models that were saved at other times are the same; another weight, another name and half a file are not."""

    def content(name: str, date: str, weight: str, *, half: bool = False) -> str:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        with zipfile.ZipFile(folder / name, "w") as archive:
            for member, text in (("metadata.json", f'{{"date_saved": "{date}"}}'), ("weights", weight)):
                archive.writestr(zipfile.ZipInfo(member, (int(date), 1, 1, 0, 0, 0)), text)
        if half:
            os.truncate(folder / name, (folder / name).stat().st_size // 2)
        return content_of(folder)

    first = content("a.keras", "2001", "w")

    assert content("a.keras", "2002", "w") == first
    others = [("b.keras", "w", False), ("a.keras", "v", False), ("a.keras", "w", True)]
    assert len({first, *(content(name, "2001", weight, half=half) for name, weight, half in others)}) == 4


def test_a_torn_archive_is_its_bytes(tmp_path: Path) -> None:
    """What a submission has damaged is compared as it is, and ends no run."""
    file = tmp_path / "a.keras"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weights", "".join(map(str, range(1000))))
    whole = content_of(tmp_path)
    raw = bytearray(file.read_bytes())
    raw[45:54] = bytes(one ^ 0xFF for one in raw[45:54])
    file.write_bytes(raw)

    assert content_of(tmp_path) != whole


def test_the_order_of_writing_belongs_to_the_content(tmp_path: Path) -> None:
    """Code that takes the newest file finds another one when the order is another."""
    for name in ("a", "b"):
        (tmp_path / name).write_text("same")
        os.utime(tmp_path / name, (5, 5) if name == "a" else (6, 6))
    before = content_of(tmp_path)
    os.utime(tmp_path / "a", (7, 7))

    assert content_of(tmp_path) != before
