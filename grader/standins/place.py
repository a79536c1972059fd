"""Where the stand-ins lie, and whether they are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.standins.table import BRAIN_TUMOUR, NAMES

# Raise this when a drawing or its storage changes: stand-ins with another stamp are made again.
FORMAT_VERSION = 3


@dataclass(frozen=True)
class StandIns:
    """The folders of the stand-ins: one for TFDS, one with folders of images."""

    tfds_dir: Path
    brain_tumour_dir: Path


def location(root: Path) -> StandIns:
    """Return the folders below ``root``, whether they exist or not."""
    return StandIns(root / "tfds", root / BRAIN_TUMOUR)


def folder_of(root: Path, name: str) -> Path:
    """Return the folder of one dataset below ``root``, whether it exists or not."""
    place = location(root)
    return place.brain_tumour_dir if name == BRAIN_TUMOUR else place.tfds_dir / name


def is_ready(root: Path, names: Iterable[str] = NAMES) -> bool:
    """Tell whether the datasets ``names`` below ``root`` are complete and of this kit's format."""
    return not missing(root, names)


def missing(root: Path, names: Iterable[str] = NAMES) -> list[str]:
    """Return which of ``names`` are absent below ``root`` or of another format."""
    return [name for name in names if _stamp(folder_of(root, name)) != str(FORMAT_VERSION)]


def stamp_of(folder: Path) -> Path:
    """Return the file whose presence says that the dataset in ``folder`` is complete."""
    return folder / "version"


def _stamp(folder: Path) -> str | None:
    try:
        return stamp_of(folder).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
