"""Stand-ins appear whole or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.kit.errors import KitError
from grader.standins import is_ready, missing, prepare
from grader.standins.place import folder_of, stamp_of
from grader.standins.table import TFDS


def test_the_second_time_nothing_is_made(root: Path) -> None:
    """Ready stand-ins are returned without a word."""
    said: list[str] = []

    prepare(root, said.append)

    assert said == []
    assert is_ready(root)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw two pictures of each dataset, which is enough where their storage is looked at."""
    monkeypatch.setattr("grader.standins.folders.TFDS", tuple(replace(one, splits={"train": 2}) for one in TFDS))


def test_an_interruption_leaves_nothing_half_made(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle leaves no stand-ins and no rubbish; the next call starts afresh."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.standins.making._store", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "state" / "standins", lambda sentence: None, ["fashion_mnist"])

    assert not is_ready(tmp_path / "state" / "standins", ["fashion_mnist"])
    assert list((tmp_path / "state").iterdir()) == []


@pytest.fixture
def stored(few: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the datasets that are stored; TFDS is spared, and leaves an empty folder for each."""
    names: list[str] = []

    def store(request: Path) -> None:
        wanted = json.loads(request.read_text(encoding="utf-8"))
        for dataset in wanted["datasets"]:
            names.append(dataset["name"])
            (Path(wanted["data_dir"]) / dataset["name"]).mkdir()

    monkeypatch.setattr("grader.standins.making._store", store)
    return names


def test_only_what_is_needed_is_made(tmp_path: Path, stored: list[str]) -> None:
    """An exercise waits for the datasets that it names, and what comes later is added to them."""
    root, said = tmp_path / "standins", list[str]()

    prepare(root, said.append, ["cats_vs_dogs"])
    first = folder_of(root, "cats_vs_dogs").stat().st_ino
    prepare(root, said.append, ["cats_vs_dogs", "fashion_mnist"])

    assert stored == ["cats_vs_dogs", "fashion_mnist"]
    assert ["cats_vs_dogs" in sentence for sentence in said] == [True, False]
    assert missing(root) == ["horses_or_humans", "brain_tumour"]
    assert folder_of(root, "cats_vs_dogs").stat().st_ino == first


def test_an_older_format_is_made_again(tmp_path: Path, stored: list[str]) -> None:
    """A dataset with another stamp, or without one as kits made it before, is replaced as a whole."""
    root = tmp_path / "standins"
    for name in ("cats_vs_dogs", "fashion_mnist"):
        (folder_of(root, name) / "left_over").mkdir(parents=True)
    stamp_of(folder_of(root, "fashion_mnist")).write_text("0\n", encoding="utf-8")
    (root / "version").write_text("2\n", encoding="utf-8")  # one stamp for all, as it was

    prepare(root, lambda sentence: None, ["cats_vs_dogs", "fashion_mnist"])

    assert stored == ["cats_vs_dogs", "fashion_mnist"]
    assert is_ready(root, stored)
    assert not list(root.rglob("left_over"))


def test_stand_ins_behind_a_link_are_completed_there(tmp_path: Path, stored: list[str]) -> None:
    """A folder that is a link stays one, and its target gets what is missing."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "standins").symlink_to(tmp_path / "shared")

    prepare(tmp_path / "standins", lambda sentence: None, ["fashion_mnist"])

    assert is_ready(tmp_path / "shared", ["fashion_mnist"])
    assert (tmp_path / "standins").is_symlink()


def test_a_dataset_without_a_stand_in(tmp_path: Path) -> None:
    """A name that an author misspelt is told, with those that there are."""
    with pytest.raises(KitError, match=r"no stand-in for fashion; there are cats_vs_dogs, .*fashion_mnist"):
        prepare(tmp_path / "standins", lambda sentence: None, ["fashion"])
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is drawn, the space is looked at."""
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))

    with pytest.raises(KitError, match=r"not enough space.*needs 60 MB"):
        prepare(tmp_path / "standins", lambda sentence: None)


def test_a_disk_that_fills_up_is_told(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Space that runs out while TFDS writes gets the same sentence."""

    class Failed:
        """A store that ran out of space."""

        returncode = 1
        stderr = "OSError: [Errno 28] No space left on device"

    monkeypatch.setattr("grader.standins.making.subprocess.run", lambda *_, **__: Failed())

    with pytest.raises(KitError, match="not enough space"):
        prepare(tmp_path / "standins", lambda sentence: None, ["fashion_mnist"])
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    """A file in the way is named in the sentence."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(KitError, match="cannot be written to"):
        prepare(tmp_path / "file" / "standins", lambda sentence: None)


def test_the_folders_are_there(root: Path) -> None:
    """What is returned can be used at once."""
    assert prepare(root, lambda sentence: None).tfds_dir.is_dir()
