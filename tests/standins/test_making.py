"""Stand-ins appear whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from grader.kit.errors import KitError
from grader.standins import is_ready, prepare
from grader.standins.place import stamp_of


def test_the_second_time_nothing_is_made(root: Path) -> None:
    """Ready stand-ins are returned without a word."""
    said: list[str] = []

    prepare(root, said.append)

    assert said == []
    assert is_ready(root)


def test_an_interruption_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle leaves no stand-ins and no rubbish; the next call starts afresh."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.standins.making._store", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "state" / "standins", lambda sentence: None)

    assert not is_ready(tmp_path / "state" / "standins")
    assert list((tmp_path / "state").iterdir()) == []


def test_an_older_format_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins with another stamp are replaced as a whole."""
    root = tmp_path / "standins"
    (root / "left_over").mkdir(parents=True)
    stamp_of(root).write_text("0\n", encoding="utf-8")
    monkeypatch.setattr("grader.standins.making._store", lambda request: None)

    prepare(root, lambda sentence: None)

    assert is_ready(root)
    assert not (root / "left_over").exists()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is drawn, the space is looked at."""
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))

    with pytest.raises(KitError, match=r"not enough space.*needs 60 MB"):
        prepare(tmp_path / "standins", lambda sentence: None)


def test_a_disk_that_fills_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Space that runs out while TFDS writes gets the same sentence."""

    class Failed:
        """A store that ran out of space."""

        returncode = 1
        stderr = "OSError: [Errno 28] No space left on device"

    monkeypatch.setattr("grader.standins.making.subprocess.run", lambda *_, **__: Failed())

    with pytest.raises(KitError, match="not enough space"):
        prepare(tmp_path / "standins", lambda sentence: None)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    """A file in the way is named in the sentence."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(KitError, match="cannot be written to"):
        prepare(tmp_path / "file" / "standins", lambda sentence: None)


def test_the_folders_are_there(root: Path) -> None:
    """What is returned can be used at once."""
    assert prepare(root, lambda sentence: None).tfds_dir.is_dir()
