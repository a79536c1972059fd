"""Weights that Keras would download for its applications: drawn ones take their place, and nothing is fetched."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import keras
import numpy as np
from keras.src.utils import file_utils


@contextlib.contextmanager
def stand_in_weights(fill: Callable[[Any], object]) -> Iterator[list[str]]:
    """Have ``fill`` fill, inside the block, each model that would load weights that Keras downloads.

    The names of the files that Keras would have downloaded are yielded.
    """
    asked: list[str] = []
    original = keras.Model.load_weights

    def get_file(fname: str | None = None, origin: str | None = None, **_: Any) -> str:
        asked.append(str(fname or origin))
        return asked[-1]

    def load_weights(self: Any, filepath: Any, *args: Any, **kwargs: Any) -> Any:
        return fill(self) if filepath in asked else original(self, filepath, *args, **kwargs)

    # The applications look the function up in its module at every call.
    with (
        mock.patch.object(file_utils, "get_file", get_file),
        mock.patch.object(keras.Model, "load_weights", load_weights),
    ):
        yield asked


def enliven(model: Any, seed: int) -> None:
    """Give all convolutions of ``model`` new kernels that keep signals alive; those of a fresh one fade to nothing."""
    generator = np.random.default_rng(seed)
    for layer in model._flatten_layers():
        if isinstance(layer, (keras.layers.Conv2D, keras.layers.DepthwiseConv2D)):
            layer.kernel.assign(_kernel(layer.kernel.shape, generator, isinstance(layer, keras.layers.Conv2D)))


def first_kernel(shape: tuple[int, ...], seed: int) -> Any:
    """Return the kernel that ``enliven`` gives to the first convolution of a model."""
    return _kernel(shape, np.random.default_rng(seed), mixes=True)


def _kernel(shape: tuple[int, ...], generator: np.random.Generator, mixes: bool) -> Any:
    """Return random numbers whose spread fits the number of inputs; one that does not mix channels has fewer."""
    return generator.normal(size=shape) * np.sqrt(2 / np.prod(shape[:3] if mixes else shape[:2]))
