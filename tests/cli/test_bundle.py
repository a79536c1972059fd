"""`grader bundle`: where the file may go, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from grader.kit.paths import ROOT_VARIABLE, Kit


@pytest.fixture(autouse=True)
def packed(source_kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pack the kit under test."""
    monkeypatch.setenv(ROOT_VARIABLE, str(source_kit.root))


def test_it_is_made_twice_with_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever has the same kit can check that a file is what it says."""
    assert [main(["bundle", str(tmp_path / name)]) for name in ("a.zip", "b.zip")] == [0, 0]

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    said = capsys.readouterr().out
    assert "and no solution" in said
    assert "make grade" in said


def test_wrong_places_are_sentences(source_kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not a zip, there already, no such folder, inside the kit, not writable: nothing is written."""
    (tmp_path / "there.zip").write_text("mine", encoding="utf-8")
    places = {
        tmp_path / "kit.tar": "does not end in .zip",
        tmp_path / "there.zip": "exists already",
        tmp_path / "nowhere" / "kit.zip": "There is no folder",
        source_kit.root / "kit.zip": "lies inside the kit",
        Path("/proc/kit.zip"): "cannot be written",
    }
    for place, sentence in places.items():
        if place.parent.name == "proc" and not place.parent.is_dir():
            continue  # only Linux has a folder that not even root can write to
        assert main(["bundle", str(place)]) == 2
        assert sentence in capsys.readouterr().err

    assert (tmp_path / "there.zip").read_text(encoding="utf-8") == "mine"
    assert not (source_kit.root / "kit.zip").exists()
