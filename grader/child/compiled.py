"""What a compiled classifier makes of labels and of a new learning rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import keras
import numpy as np


def losses_of(model: Any, x: Any, classes: int, rights: Iterable[int]) -> list[list[float]]:
    """Return a row for each of ``rights``, the right class: the losses when the model is nearly sure of class 0, 1, ...

    ``x`` is one input; the values of its true outputs do not matter. Raises what Keras raises when the labels do not fit
    the loss.
    """
    # An activation of Keras leaves its logits with its outputs, and a loss that is told to expect logits takes those.
    with_logits = hasattr(model(x, training=False), "_keras_logits")
    return [[_loss(model, x, right, said, classes, with_logits) for said in range(classes)] for right in rights]


def changed_rate(model: Any) -> float | str:
    """Set the learning rate of ``model`` to 0.125 and return what it is now, or why it could not be set."""
    try:
        model.optimizer.learning_rate = 0.125
        return float(model.optimizer.learning_rate)
    except (TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"[:200]


def _loss(model: Any, x: Any, right: int, said: int, classes: int, with_logits: bool) -> float:
    outputs = np.full((1, classes), 0.01, "float32")
    outputs[0, said] = 1 - 0.01 * (classes - 1)
    given = keras.activations.softmax(np.log(outputs)) if with_logits else keras.ops.convert_to_tensor(outputs)
    return float(model.compute_loss(x=x, y=np.array([right]), y_pred=given))
