"""Which head makes outputs of features."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


def _seen(pooling: str, first: str, last: str) -> str:
    import keras

    from grader.child.heads import head_of

    keras.utils.set_random_seed(1)
    layers: list[Any] = [
        keras.Input((2, 2, 5)),
        getattr(keras.layers, pooling)(),
        keras.layers.Dense(8, first),
        keras.layers.Dense(3, last),
    ]
    features = np.random.default_rng(2).normal(size=(4, 2, 2, 5)).astype("float32")
    model = keras.Sequential(layers)
    return head_of(model, features, np.asarray(model(features)), units=8)


@pytest.mark.parametrize(
    ("pooling", "first", "last", "words"),
    [
        ("GlobalAveragePooling2D", "relu", "softmax", "average pooling, relu after 8 units, softmax after 3"),
        ("GlobalMaxPooling2D", "relu", "softmax", "maximum pooling, relu after 8 units, softmax after 3"),
        ("GlobalAveragePooling2D", "tanh", "sigmoid", "average pooling, tanh after 8 units, sigmoid after 3"),
        ("GlobalAveragePooling2D", "linear", "linear", "average pooling, no activation after 8 units, "),
        ("GlobalAveragePooling2D", "exponential", "softmax", ""),
        ("Flatten", "relu", "softmax", ""),
    ],
)
def test_a_head_is_recognised(pooling: str, first: str, last: str, words: str) -> None:
    """Pooling and activations are told apart; a head of another kind has no words."""
    seen = _seen(pooling, first, last)

    assert seen.startswith(words) and bool(seen) == bool(words)
