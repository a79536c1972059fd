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

FEATURES = {
    "cats_vs_dogs": {
        "image": tfds.features.Image(),
        "image/filename": tfds.features.Text(),
        "label": tfds.features.ClassLabel(names=["cat", "dog"]),
    },
}


def store(request: dict[str, Any]) -> None:
    """Store every dataset of ``request``."""
    for dataset in request["datasets"]:
        features = tfds.features.FeaturesDict(FEATURES[dataset["name"]])
        names = features["label"].names
        tfds.dataset_builders.store_as_tfds_dataset(
            name=dataset["name"],
            version=dataset["version"],
            features=features,
            split_datasets={split: _dataset(one, names) for split, one in dataset["splits"].items()},
            data_dir=request["data_dir"],
            description="Drawn stand-ins for exercises: no photographs.",
        )


def _dataset(split: dict[str, Any], names: list[str]) -> Any:
    def examples() -> Iterator[dict[str, Any]]:
        for index, label in enumerate(split["labels"]):
            pixels = np.asarray(Image.open(Path(split["folder"]) / f"{index}.png").convert("RGB"))
            yield {"image": pixels, "image/filename": f"drawn/{names[label]}/{index}.png", "label": label}

    signature = {
        "image": tf.TensorSpec((None, None, 3), tf.uint8),
        "image/filename": tf.TensorSpec((), tf.string),
        "label": tf.TensorSpec((), tf.int64),
    }
    return tf.data.Dataset.from_generator(examples, output_signature=signature)


if __name__ == "__main__":
    store(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
