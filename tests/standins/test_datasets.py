"""Unmodified loading code finds stand-ins with the features of the real datasets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from grader.standins import StandIns

LOAD = """
import hashlib, json
import tensorflow_datasets as tfds

(train, validation), info = tfds.load(
    "cats_vs_dogs", split=["train[:80%]", "train[80%:]"], as_supervised=True, with_info=True
)
halves = [[(hashlib.sha1(image.tobytes()).hexdigest(), int(label), image.shape, image.reshape(-1, 3).mean(0).tolist())
           for image, label in tfds.as_numpy(part)] for part in (train, validation)]
example = next(iter(tfds.as_numpy(tfds.load("cats_vs_dogs", split="train"))))
print(json.dumps({"halves": halves, "splits": list(info.splits), "version": str(info.version),
                  "names": info.features["label"].names, "keys": sorted(example), "dtype": str(example["image"].dtype)}))
"""


@pytest.fixture(scope="session")
def loaded(place: StandIns) -> Any:
    """Return what unmodified code sees, in a process of its own."""
    environment = os.environ | {"TFDS_DATA_DIR": str(place.tfds_dir), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_the_features_of_the_real_dataset(loaded: Any) -> None:
    """Split, version, class names, keys and types are those of cats_vs_dogs."""
    assert (loaded["splits"], loaded["version"], loaded["names"]) == (["train"], "4.0.1", ["cat", "dog"])
    assert (loaded["keys"], loaded["dtype"]) == (["image", "image/filename", "label"], "uint8")


def test_the_halves_share_no_image(loaded: Any) -> None:
    """The first 80 % and the last 20 % are different images, each in both classes, of many sizes."""
    train, validation = loaded["halves"]

    assert (len(train), len(validation)) == (320, 80)
    assert len({image for image, *_ in train + validation}) == 400
    assert {label for _, label, *_ in validation} == {0, 1}
    assert len({tuple(shape) for _, _, shape, _ in train}) > 50


def test_colour_alone_tells_nothing(loaded: Any) -> None:
    """A classifier of mean colours is near chance: shape is what a model must learn."""
    train, validation = (
        (np.array([[*mean, 255.0] for *_, mean in half]), np.array([label for _, label, *_ in half]))
        for half in loaded["halves"]
    )
    weights, *_ = np.linalg.lstsq(train[0], 2.0 * train[1] - 1, rcond=None)

    accuracy = np.mean((validation[0] @ weights > 0) == validation[1])

    assert 0.35 < accuracy < 0.65


def test_the_folders_of_the_brain_tumours(place: StandIns) -> None:
    """Training and Testing hold the four classes, sorted by name, and a notice that they are drawn."""
    folder = place.brain_tumour_dir
    classes = ["glioma_tumor", "meningioma_tumor", "no_tumor", "pituitary_tumor"]

    for split in ("Training", "Testing"):
        assert sorted(path.name for path in (folder / split).iterdir()) == classes
        assert all(list((folder / split / name).glob("*.jpg")) for name in classes)
    assert "not for diagnosis" in (folder / "NOTICE.txt").read_text(encoding="utf-8")


def test_tumours_are_where_their_class_has_them(place: StandIns) -> None:
    """A cheap look at the pictures: slices with a tumour have more bright pixels inside, healthy ones fewest."""
    bright = {}
    for folder in (place.brain_tumour_dir / "Training").iterdir():
        counts = []
        for path in folder.glob("*.jpg"):
            pixels = np.asarray(Image.open(path).convert("L").resize((96, 96)))
            counts.append(int((pixels[14:82, 24:72] > 190).sum()))
        bright[folder.name] = float(np.median(counts))

    assert bright["no_tumor"] < 5
    assert min(value for name, value in bright.items() if name != "no_tumor") > 15


def test_drawings_do_not_change() -> None:
    """The same seed draws the same pixels."""
    from grader.standins import brains, clothes, horses, pets

    for draw in (pets.draw, brains.draw, horses.draw, clothes.draw):
        one, two = (np.asarray(draw(np.random.default_rng(7), 1)) for _ in range(2))
        assert np.array_equal(one, two)


def test_a_few_megabytes(place: StandIns) -> None:
    """Everything together stays small enough for a school's network drive."""
    size = sum(path.stat().st_size for path in Path(place.tfds_dir).parent.rglob("*") if path.is_file())

    assert size < 14_000_000
