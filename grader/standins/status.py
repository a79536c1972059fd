"""Which data is in use: the drawn stand-ins, or the real datasets where the learner has them and asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.standins.place import is_ready, location
from grader.standins.table import BRAIN_SIZES, TFDS

VARIABLE = "CALLBACKS_DATA"


@dataclass(frozen=True)
class DatasetStatus:
    """One dataset: which kind the learner's own runs use, how many images it has, and where it lies."""

    name: str
    in_use: str
    images: int | None
    where: Path


def status(root: Path, environ: Mapping[str, str]) -> list[DatasetStatus]:
    """Return the status of each dataset; ``CALLBACKS_DATA=real`` asks for the real ones. Graded runs never use those."""
    place = location(root)
    rows = []
    for dataset in TFDS:
        real = _real_folder(environ) / dataset.name / dataset.version
        if environ.get(VARIABLE) == "real" and (real / "dataset_info.json").is_file():
            rows.append(DatasetStatus(dataset.name, "real", None, real))
        else:
            rows.append(_standin(dataset.name, sum(dataset.splits.values()), place.tfds_dir / dataset.name, root))
    rows.append(
        _standin("brain_tumour", sum(sum(sizes) for sizes in BRAIN_SIZES.values()), place.brain_tumour_dir, root)
    )
    return rows


def _standin(name: str, images: int, where: Path, root: Path) -> DatasetStatus:
    return DatasetStatus(name, "stand-in" if is_ready(root) else "not made", images, where)


def _real_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("TFDS_DATA_DIR") or Path.home() / "tensorflow_datasets")
