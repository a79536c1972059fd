"""Which data is in use."""

from __future__ import annotations

from pathlib import Path

from grader.standins import status
from grader.standins.place import FORMAT_VERSION, folder_of, stamp_of


def _real(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "cats_vs_dogs" / "4.0.1"
    folder.mkdir(parents=True)
    (folder / "dataset_info.json").write_text("{}", encoding="utf-8")
    return {"TFDS_DATA_DIR": str(tmp_path)}


def test_stand_ins_are_the_default(root: Path, tmp_path: Path) -> None:
    """Real data is not used because it is there: it must be asked for."""
    rows = {row.name: row.in_use for row in status(root, _real(tmp_path))}

    assert list(rows) == ["cats_vs_dogs", "horses_or_humans", "fashion_mnist", "brain_tumour"]
    assert set(rows.values()) == {"stand-in"}


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


def test_each_dataset_is_made_for_itself(tmp_path: Path) -> None:
    """One that was made and others that were not yet needed are told apart."""
    folder = folder_of(tmp_path, "fashion_mnist")
    folder.mkdir(parents=True)
    stamp_of(folder).write_text(f"{FORMAT_VERSION}\n", encoding="utf-8")

    made = [row.name for row in status(tmp_path, {}) if row.in_use == "stand-in"]

    assert made == ["fashion_mnist"]
