"""What single layers of a model are given, and give, when the model is called."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any
from unittest import mock

import numpy as np


class _Enough(BaseException):
    """Ends a call of a model; no Exception, so that neither Keras nor the model's own code takes it for a fault."""


def layer_named(model: Any, name: str) -> Any:
    """Return the layer ``name`` of ``model``, however deep inside, or None."""
    return next((layer for layer in model._flatten_layers() if layer.name == name), None)


def given_to(layer: Any, model: Any, x: Any) -> Any:
    """Return what ``layer`` is given when ``model`` is called with ``x``, or None; nothing after it is computed."""
    given: list[Any] = []

    def call(inputs: Any, *_: Any, **__: Any) -> Any:
        given.append(np.asarray(inputs))
        raise _Enough

    with mock.patch.object(layer, "call", call), contextlib.suppress(_Enough):
        model(x, training=False)
    return given[0] if given else None


def seen_by(layers: Iterable[Any], model: Any, x: Any, *, training: bool) -> tuple[Any, dict[str, tuple[Any, Any]]]:
    """Return the outputs of ``model`` for ``x``, and what each of ``layers`` was given and gave meanwhile, by name."""
    seen: dict[str, tuple[Any, Any]] = {}

    def watched(layer: Any) -> Any:
        original = layer.call

        def call(inputs: Any, *args: Any, **kwargs: Any) -> Any:
            gave = original(inputs, *args, **kwargs)
            seen[layer.name] = np.asarray(inputs), np.asarray(gave)
            return gave

        return mock.patch.object(layer, "call", call)

    with contextlib.ExitStack() as stack:
        for layer in layers:
            stack.enter_context(watched(layer))
        outputs = np.asarray(model(x, training=training))
    return outputs, seen
