"""Stores drawn images as a dataset of TFDS: `python -m grader.child.store_standins REQUEST.json`.

The request names ``data_dir`` and ``datasets``; each has ``name``, ``version`` and ``splits``, each of those a ``folder``
with ``0.png``, ``1.png``, ... and their ``labels``. Features are those of the real dataset, so that unmodified
``tfds.load`` finds it through ``TFDS_DATA_DIR``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from PIL import Image

CLOTHES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
FEATURES = {
    "cats_vs_dogs": {
        "image": tfds.features.Image(),
        "image/filename": tfds.features.Text(),
        "label": tfds.features.ClassLabel(names=["cat", "dog"]),
    },
    "horses_or_humans": {
        "image": tfds.features.Image(shape=(300, 300, 3)),
        "label": tfds.features.ClassLabel(names=["horses", "humans"]),
    },
    "fashion_mnist": {
        "image": tfds.features.Image(shape=(28, 28, 1)),
        "label": tfds.features.ClassLabel(names=CLOTHES),
    },
}


def store(request: dict[str, Any]) -> None:
    """Store every dataset of ``request``."""
    for dataset in request["datasets"]:
        features = tfds.features.FeaturesDict(FEATURES[dataset["name"]])
        tfds.dataset_builders.store_as_tfds_dataset(
            name=dataset["name"],
            version=dataset["version"],
            features=features,
            split_datasets={split: _dataset(one, features) for split, one in dataset["splits"].items()},
            data_dir=request["data_dir"],
            description="Drawn stand-ins for exercises: no photographs.",
        )


def _dataset(split: dict[str, Any], features: Any) -> Any:
    channels = features["image"].shape[-1]

    def examples() -> Iterator[dict[str, Any]]:
        for index, label in enumerate(split["labels"]):
            picture = Image.open(Path(split["folder"]) / f"{index}.png").convert("L" if channels == 1 else "RGB")
            pixels = np.asarray(picture).reshape(picture.height, picture.width, channels)
            name = f"drawn/{features['label'].names[label]}/{index}.png"
            values = {"image": pixels, "image/filename": name, "label": label}
            yield {key: values[key] for key in features}

    signature = {
        "image": tf.TensorSpec(features["image"].shape, tf.uint8),
        "image/filename": tf.TensorSpec((), tf.string),
        "label": tf.TensorSpec((), tf.int64),
    }
    return tf.data.Dataset.from_generator(examples, output_signature={key: signature[key] for key in features})


if __name__ == "__main__":
    store(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
