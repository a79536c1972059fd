"""Which head of a transfer network turns features into outputs: found by computing it anew."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

_UNITS = 480


def _softmax(numbers: Any) -> Any:
    raised = np.exp(numbers - numbers.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


_POOLINGS: dict[str, Callable[..., Any]] = {"average pooling": np.mean, "maximum pooling": np.max}
_FIRST: dict[str, Callable[[Any], Any]] = {
    "relu": lambda numbers: np.maximum(numbers, 0),
    "no activation": lambda numbers: numbers,
    "tanh": np.tanh,
}
_LAST: dict[str, Callable[[Any], Any]] = {
    "softmax": _softmax,
    "no activation": lambda numbers: numbers,
    "sigmoid": lambda numbers: 1 / (1 + np.exp(-numbers)),
}


def head_of(model: Any, features: Any, outputs: Any, units: int = _UNITS) -> str:
    """Say in words which head makes ``outputs`` of ``features`` (n, height, width, channels); empty when none is known.

    It has two dense layers, of ``units`` and of as many units as there are outputs, whose weights are the only ones of
    ``model`` that can be trained.
    """
    classes = outputs.shape[1]
    wanted = [(features.shape[-1], units), (units,), (units, classes), (classes,)]
    found = {tuple(weight.shape): np.asarray(weight) for weight in model.trainable_weights}
    if any(shape not in found for shape in wanted):
        return ""
    kernel, bias, last_kernel, last_bias = (found[shape] for shape in wanted)
    for pooling, first, last in product(_POOLINGS, _FIRST, _LAST):
        hidden = _FIRST[first](_POOLINGS[pooling](features, axis=(1, 2)) @ kernel + bias)
        if np.allclose(_LAST[last](hidden @ last_kernel + last_bias), outputs, rtol=1e-3, atol=1e-5):
            return f"{pooling}, {first} after {units} units, {last} after {classes}"
    return ""
