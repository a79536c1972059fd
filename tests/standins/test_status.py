"""Which data is in use."""

from __future__ import annotations

from pathlib import Path

from grader.standins import status


def _real(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "cats_vs_dogs" / "4.0.1"
    folder.mkdir(parents=True)
    (folder / "dataset_info.json").write_text("{}", encoding="utf-8")
    return {"TFDS_DATA_DIR": str(tmp_path)}


def test_stand_ins_are_the_default(root: Path, tmp_path: Path) -> None:
    """Real data is not used because it is there: it must be asked for."""
    rows = {row.name: row.in_use for row in status(root, _real(tmp_path))}

    assert rows == {"cats_vs_dogs": "stand-in", "brain_tumour": "stand-in"}


def test_real_data_is_used_when_asked_for(root: Path, tmp_path: Path) -> None:
    """Asked for and found, the real dataset is named with its place."""
    row = status(root, _real(tmp_path) | {"CALLBACKS_DATA": "real"})[0]

    assert (row.in_use, row.where) == ("real", tmp_path / "cats_vs_dogs" / "4.0.1")


def test_real_data_that_is_not_there(root: Path, tmp_path: Path) -> None:
    """Asked for and not found, the stand-in stays in use."""
    row = status(root, {"TFDS_DATA_DIR": str(tmp_path), "CALLBACKS_DATA": "real"})[0]

    assert row.in_use == "stand-in"


def test_nothing_made_yet(tmp_path: Path) -> None:
    """Before they are made, the stand-ins are said to be missing."""
    assert {row.in_use for row in status(tmp_path / "none", {})} == {"not made"}
