"""The stand-in for horses_or_humans: as the real one, and only the shape tells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


@pytest.fixture
def horses(seen: Any) -> Any:
    """Return what unmodified code saw of the dataset."""
    return seen["horses_or_humans"]


def test_the_features_of_the_real_dataset(horses: Any) -> None:
    """Splits, version, class names, keys, sizes and types are those of horses_or_humans."""
    assert (sorted(horses["splits"]), horses["version"]) == (["test", "train"], "3.0.0")
    assert (horses["names"], horses["keys"]) == (["horses", "humans"], ["image", "label"])
    assert horses["kinds"] == [[[300, 300, 3], "uint8"]]


def test_the_parts_share_no_image(horses: Any) -> None:
    """Each part has both classes, and no image is in two of them."""
    assert [len(part) for part in horses["parts"]] == [192, 48, 60]
    assert all({label for _, label, _ in part} == {0, 1} for part in horses["parts"])
    assert len({image for part in horses["parts"] for image, *_ in part}) == 300


def test_colour_alone_tells_little(horses: Any) -> None:
    """A classifier of mean colours stays near chance, for coats, clothes and places share their colours."""
    train, rest = horses["parts"][0], horses["parts"][1] + horses["parts"][2]
    colours, labels = (
        [np.array([[*mean, 255.0] for *_, mean in part]) for part in (train, rest)],
        [np.array([label for _, label, _ in part]) for part in (train, rest)],
    )
    weights, *_ = np.linalg.lstsq(colours[0], 2.0 * labels[0] - 1, rcond=None)

    accuracy = np.mean((colours[1] @ weights > 0) == labels[1])

    assert 0.35 < accuracy < 0.65


def test_a_small_model_learns_it(horses: Any) -> None:
    """Two convolutions tell the images of the test split apart after seconds."""
    assert horses["accuracy"] > 0.85
