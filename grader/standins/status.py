"""Which data is in use: the drawn stand-ins, or the real datasets where the learner has them and asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.standins.place import folder_of, is_ready
from grader.standins.table import BRAIN_SIZES, BRAIN_TUMOUR, TFDS

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
    rows = []
    for dataset in TFDS:
        real = _real_folder(environ) / dataset.name / dataset.version
        if environ.get(VARIABLE) == "real" and (real / "dataset_info.json").is_file():
            rows.append(DatasetStatus(dataset.name, "real", None, real))
        else:
            rows.append(_standin(dataset.name, sum(dataset.splits.values()), root))
    rows.append(_standin(BRAIN_TUMOUR, sum(sum(sizes) for sizes in BRAIN_SIZES.values()), root))
    return rows


def _standin(name: str, images: int, root: Path) -> DatasetStatus:
    return DatasetStatus(name, "stand-in" if is_ready(root, [name]) else "not made", images, folder_of(root, name))


def _real_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("TFDS_DATA_DIR") or Path.home() / "tensorflow_datasets")
