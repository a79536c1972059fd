"""The stand-ins for datasets of TFDS: a row here and a drawing file make a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.standins import clothes, horses, pets

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image


@dataclass(frozen=True)
class TfdsStandIn:
    """A dataset of TFDS: its name, version and classes as the real one has them, and how an image is drawn.

    ``splits`` maps each split to its number of images; ``draw`` takes a generator and a label.
    """

    name: str
    version: str
    classes: tuple[str, ...]
    splits: dict[str, int]
    draw: Callable[[np.random.Generator, int], Image]


# The random numbers of a drawing depend on the place of its row: add new rows at the end.
TFDS = (
    TfdsStandIn("cats_vs_dogs", "4.0.1", ("cat", "dog"), {"train": 400}, pets.draw),
    TfdsStandIn("horses_or_humans", "3.0.0", ("horses", "humans"), {"train": 240, "test": 60}, horses.draw),
    TfdsStandIn("fashion_mnist", "3.0.1", clothes.CLASSES, {"train": 2000, "test": 400}, clothes.draw),
)

BRAIN_CLASSES = ("glioma_tumor", "meningioma_tumor", "no_tumor", "pituitary_tumor")
BRAIN_TUMOUR = "brain_tumour"
# As in the real folders, the class without a tumour is the smallest.
BRAIN_SIZES = {"Training": (60, 60, 40, 60), "Testing": (15, 15, 10, 15)}

NAMES = (*(one.name for one in TFDS), BRAIN_TUMOUR)
