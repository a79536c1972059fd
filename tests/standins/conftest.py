"""One set of stand-ins for all tests of this folder, and one look at it by unmodified code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.isolation.environment import run_environment, server_environment
from grader.standins import StandIns, prepare


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with stand-ins that were made for this session."""
    folder = tmp_path_factory.mktemp("state") / "standins"
    prepare(folder, lambda sentence: None)
    return folder


@pytest.fixture(scope="session")
def place(root: Path) -> StandIns:
    """Return where the parts of the stand-ins lie."""
    return prepare(root, lambda sentence: None)


LOAD = """
import hashlib, json
import keras
import numpy as np
import tensorflow_datasets as tfds

seen = {}
for name, size, batch, epochs in (("horses_or_humans", 60, 16, 8), ("fashion_mnist", 28, 32, 4)):
    (train, validation, test), info = tfds.load(
        name, split=["train[:80%]", "train[80%:]", "test"], as_supervised=True, with_info=True
    )
    parts = [list(tfds.as_numpy(part)) for part in (train, validation, test)]
    example = next(iter(tfds.as_numpy(tfds.load(name, split="test"))))
    seen[name] = {
        "splits": {split: part.num_examples for split, part in info.splits.items()},
        "version": str(info.version),
        "names": info.features["label"].names,
        "keys": sorted(example),
        "kinds": sorted({(image.shape, str(image.dtype)) for part in parts for image, _ in part}),
        "parts": [[(hashlib.sha1(image.tobytes()).hexdigest(), int(label), image.mean((0, 1)).tolist())
                   for image, label in part] for part in parts],
        "corners": max(int(image[:2, :2].max()) for image, _ in parts[2]),
    }
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Rescaling(1 / 255), keras.layers.Resizing(size, size)]
    for filters in (16, 32):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Flatten(), keras.layers.Dense(len(seen[name]["names"]), activation="softmax")]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(train.batch(batch).cache(), epochs=epochs, verbose=0)
    seen[name]["accuracy"] = model.evaluate(test.batch(50), verbose=0, return_dict=True)["accuracy"]
print(json.dumps(seen))
"""


@pytest.fixture(scope="session")
def seen(place: StandIns, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what unmodified code sees of horses_or_humans and fashion_mnist, and how well a small model learns them.

    The code runs in a process with the environment of graded runs.
    """
    home = tmp_path_factory.mktemp("home")
    environment = server_environment(home) | run_environment(home, place.tfds_dir, "cpu")
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
