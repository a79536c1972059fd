"""The stand-in for fashion_mnist: as the real one, with ten classes that a small model learns."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from grader.standins.clothes import CLASSES


@pytest.fixture
def clothes(seen: Any) -> Any:
    """Return what unmodified code saw of the dataset."""
    return seen["fashion_mnist"]


def test_the_features_of_the_real_dataset(clothes: Any) -> None:
    """Splits, version, keys, sizes and types are those of fashion_mnist."""
    assert (sorted(clothes["splits"]), clothes["version"]) == (["test", "train"], "3.0.1")
    assert (clothes["keys"], clothes["kinds"]) == (["image", "label"], [[[28, 28, 1], "uint8"]])


def test_the_classes_in_the_order_of_the_real_dataset(clothes: Any) -> None:
    """The names that TFDS reads are those that were drawn: T-shirt/top is 0, and Ankle boot is 9."""
    assert clothes["names"] == list(CLASSES)
    assert (clothes["names"].index("T-shirt/top"), clothes["names"].index("Ankle boot")) == (0, 9)


def test_the_classes_are_of_one_size(clothes: Any) -> None:
    """Training and test split hold each class equally often, and the parts share no image."""
    train = clothes["parts"][0] + clothes["parts"][1]

    assert Counter(label for _, label, _ in train) == dict.fromkeys(range(10), 200)
    assert Counter(label for _, label, _ in clothes["parts"][2]) == dict.fromkeys(range(10), 40)
    assert len({image for part in clothes["parts"] for image, *_ in part}) == 2400


def test_the_background_is_black(clothes: Any) -> None:
    """As in the real images, the corner of a picture is empty."""
    assert clothes["corners"] == 0


def test_a_small_model_learns_it(clothes: Any) -> None:
    """Two convolutions know most images of the test split after seconds."""
    assert clothes["accuracy"] > 0.85
