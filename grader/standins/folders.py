"""Drawings written to folders of images."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np

from grader.standins import brains
from grader.standins.table import BRAIN_CLASSES, BRAIN_SIZES, TFDS


def draw_brains(folder: Path, seed: int) -> None:
    """Write ``Training|Testing/<class>/*.jpg`` and the notice that they are drawn."""
    for split_number, (split, sizes) in enumerate(BRAIN_SIZES.items()):
        for label, (name, size) in enumerate(zip(BRAIN_CLASSES, sizes, strict=True)):
            generator = np.random.default_rng([seed, split_number, label])
            (folder / split / name).mkdir(parents=True)
            for number in range(1, size + 1):
                image = brains.draw(generator, label)
                image.save(folder / split / name / f"image({number}).jpg", quality=90)
    (folder / "NOTICE.txt").write_text(brains.NOTICE, encoding="utf-8")


def draw_tfds(folder: Path, seed: int, names: Collection[str]) -> list[dict[str, Any]]:
    """Write the images of the datasets ``names`` of TFDS below ``folder``; return what ``store_standins`` needs to know."""
    requests = []
    for number, dataset in enumerate(TFDS):
        if dataset.name not in names:
            continue
        splits = {}
        for split_number, (split, size) in enumerate(dataset.splits.items()):
            generator = np.random.default_rng([seed, number, split_number])
            labels = generator.permutation(np.arange(size) % len(dataset.classes))
            place = folder / dataset.name / split
            place.mkdir(parents=True)
            splits[split] = {"folder": str(place), "labels": labels.tolist()}
            for index, label in enumerate(labels):
                dataset.draw(generator, int(label)).save(place / f"{index}.png", compress_level=1)
        requests.append({"name": dataset.name, "version": dataset.version, "splits": splits})
    return requests
