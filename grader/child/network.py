"""What a model computes, step by step, however it was written: layers, functions, a subclass, shared layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tensorflow as tf

_POOLINGS = {"MaxPool": "max pooling", "AvgPool": "average pooling"}


def steps_of(model: Any, shape: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the convolutions, poolings and dense steps that ``model`` computes for images of ``shape``, in order.

    Each has its ``kind``, ``size`` (the filters or units, None of a pooling), and how many numbers of one image go ``into``
    and come ``out`` of it. Everything else (activations, flattening, scaling, normalisation) is left out.
    """
    eager = tf.config.functions_run_eagerly()
    tf.config.run_functions_eagerly(True)  # a function inside the model would hide its steps
    try:
        function = tf.function(lambda x: model(x, training=False), autograph=False)
        graph = function.get_concrete_function(tf.TensorSpec((1, *shape), tf.float32)).graph
    finally:
        tf.config.run_functions_eagerly(eager)
    return list(_steps(graph.get_operations()))


def _steps(operations: list[Any]) -> Iterator[dict[str, Any]]:
    for operation in operations:
        kind, size = _POOLINGS.get(operation.type), None
        if operation.type in ("Conv2D", "MatMul"):
            kind, size = "Conv2D" if operation.type == "Conv2D" else "Dense", int(operation.inputs[1].shape[-1])
        if kind:
            into, out = operation.inputs[0].shape, operation.outputs[0].shape
            yield {"kind": kind, "size": size, "into": into[1:].num_elements(), "out": out[1:].num_elements()}
