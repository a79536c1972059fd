"""Which stored images a pipeline shows, however it resized and scaled them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from grader.standins import prepare
from tests.conftest import SOURCE

LOOK = """
import json
import tensorflow as tf
import tensorflow_datasets as tfds
from grader.child.pictures import Pictures, look_at

pictures = Pictures("cats_vs_dogs")
stored = tfds.load("cats_vs_dogs", split="train[100:140]", as_supervised=True)
ways = {
    "bilinear": lambda image: tf.image.resize(image, (48, 64)) / 255.0,
    "nearest": lambda image: tf.image.resize(image, (64, 64), method="nearest"),
    "padded": lambda image: tf.image.resize_with_pad(image, 64, 48) / 127.5 - 1,
}
seen = {name: look_at(stored.map(lambda i, l, way=way: (way(i), l)).batch(16), pictures, 401) for name, way in ways.items()}
seen["noise"] = look_at(tf.data.Dataset.from_tensors((tf.random.uniform((8, 64, 64, 3)), tf.zeros(8))), pictures, 401)
seen["endless"] = look_at(stored.map(lambda i, l: (ways["bilinear"](i), l)).batch(16).repeat(), pictures, 100)
seen["odd"] = look_at(stored.map(lambda i, l: ways["bilinear"](i)).batch(16), pictures, 401)
print(json.dumps([seen, pictures.labels]))
"""


@pytest.fixture(scope="module")
def looked() -> Any:
    """Return what a process that loads the stand-ins in several ways recognises."""
    place = prepare(SOURCE.state / "standins", lambda sentence: None, ["cats_vs_dogs"])
    environment = os.environ | {"TFDS_DATA_DIR": str(place.tfds_dir), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("way", ["bilinear", "nearest", "padded"])
def test_each_image_is_recognised(looked: Any, way: str) -> None:
    """However a learner resizes, scales or pads, every image is known by its position, with its label."""
    seen, labels = looked

    assert seen[way]["numbers"] == list(range(100, 140))
    assert seen[way]["labels"] == labels[100:140]
    assert seen[way]["batches"] == [16, 16, 8]


def test_what_is_not_stored_is_not_recognised(looked: Any) -> None:
    """Noise is no image of the dataset."""
    assert looked[0]["noise"]["numbers"] == [-1] * 8


def test_a_dataset_without_end_is_left(looked: Any) -> None:
    """A repeated dataset is noticed instead of being read for ever."""
    assert looked[0]["endless"]["endless"]


def test_an_element_that_is_no_pair_is_told(looked: Any) -> None:
    """A dataset without labels ends the pass with a sentence."""
    assert "no pair of images and labels" in looked[0]["odd"]["odd"]
