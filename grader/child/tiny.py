"""Tiny models and data for graded runs: built in milliseconds, trained in a second."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf


def tiny_model(rate: float = 0.01, inputs: int = 2, classes: int = 2, first_weights: Any = "glorot_uniform") -> Any:
    """Return a built and compiled softmax classifier with an ``accuracy``, for integer labels.

    ``first_weights`` names an initializer of Keras for all weights but the biases, which are 0 at first.
    """
    layer = keras.layers.Dense(classes, activation="softmax", kernel_initializer=first_weights)
    model = keras.Sequential([keras.Input((inputs,)), layer])
    model.compile(
        optimizer=keras.optimizers.SGD(rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    # Monitors in `auto` mode look for the compiled metrics, which exist once the model has been evaluated.
    model._compile_metrics.build(np.zeros(1), np.zeros((1, classes)))
    return model


def tiny_data(seed: int, samples: int, inputs: int = 2, classes: int = 2) -> tuple[Any, Any]:
    """Return ``samples`` points in ``classes`` overlapping clouds: x (samples, inputs) float32, y (samples,) int64."""
    generator = np.random.default_rng(seed)
    y = np.arange(samples) % classes
    centres = generator.normal(size=(classes, inputs))
    x = centres[y] + generator.normal(size=(samples, inputs))
    return x.astype("float32"), y.astype("int64")


def separable_data(seed: int, samples: int) -> tuple[Any, Any]:
    """Return points as ``tiny_data`` does whose first value tells the classes apart, by a gap of 2.

    A model that trains on them, and is validated against labels that are all wrong, overfits for sure.
    """
    x, y = tiny_data(seed, samples)
    x[:, 0] = np.where(y, 1, -1) * (1 + np.abs(x[:, 0]))
    return x, y


def batched(x: Any, y: Any, size: int) -> Any:
    """Return the samples as a dataset of batches: over tiny epochs, `fit` takes less than half the time."""
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(size)


def set_marker(model: Any, marker: float) -> None:
    """Set every weight of ``model`` to ``marker``."""
    model.set_weights([np.full_like(weight, marker) for weight in model.get_weights()])


def marker_of(model: Any) -> float | None:
    """Return the value that every weight of ``model`` holds, or None when they differ."""
    values = {float(value) for weight in model.get_weights() for value in np.unique(weight)}
    return values.pop() if len(values) == 1 else None
