"""Where the stand-ins lie, and whether they are there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Raise this when a drawing or its storage changes: stand-ins with another stamp are made again.
FORMAT_VERSION = 2


@dataclass(frozen=True)
class StandIns:
    """The folders of the stand-ins: one for TFDS, one with folders of images."""

    tfds_dir: Path
    brain_tumour_dir: Path


def location(root: Path) -> StandIns:
    """Return the folders below ``root``, whether they exist or not."""
    return StandIns(root / "tfds", root / "brain_tumour")


def is_ready(root: Path) -> bool:
    """Tell whether the stand-ins below ``root`` are complete and of this kit's format."""
    try:
        return stamp_of(root).read_text(encoding="utf-8").strip() == str(FORMAT_VERSION)
    except (OSError, UnicodeDecodeError):
        return False


def stamp_of(root: Path) -> Path:
    """Return the file whose presence says that everything beside it is complete."""
    return root / "version"
