"""A small real training for the tests of what pages say."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

SAMPLES, BATCH_SIZE = 24, 8  # three batches, of which a validation_split of 1/3 leaves two


def small_model(optimizer: Any = "sgd", metrics: Any = ("accuracy",)) -> Any:
    """Return a new compiled classifier."""
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, activation="softmax")])
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=list(metrics), jit_compile=False)
    return model


def small_data(broken: int | None = None) -> tuple[Any, Any]:
    """Return the images, so to speak, and labels; example number ``broken`` is not a number."""
    from grader.child.tiny import tiny_data

    x, y = tiny_data(0, SAMPLES)
    if broken is not None:
        x[broken] = np.nan
    return x, y


def fit(callbacks: Any, model: Any = None, broken: int | None = None, **settings: Any) -> Any:
    """Train, silently and in the order of the data, and return the history."""
    x, y = small_data(broken)
    model = small_model() if model is None else model
    return model.fit(x, y, batch_size=BATCH_SIZE, shuffle=False, verbose=0, callbacks=callbacks, **settings)
