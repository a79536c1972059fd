"""Variables that exist before Keras traces a training step: a step that makes some is traced twice."""

from __future__ import annotations

import contextlib
from typing import Any

import keras
import tensorflow as tf

_STEPS = ("train_step", "compute_metrics")


class VariablesFirst(keras.callbacks.Callback):
    """The last callback of a ``fit`` that was given ``arguments``: makes its variables before the first batch.

    Metrics and optimizers make theirs in the first step that they see, and tf.function then traces it once more. That is
    half the time of a tiny training. Until the first batch, callbacks find the model as Keras leaves it.
    """

    def __init__(self, arguments: dict[str, Any]) -> None:
        super().__init__()
        self._labels, self._made = labels_in(arguments), False

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Make them, before the first batch alone."""
        if not self._made:
            self._made = True
            make_variables(self.model, self._labels)


def labels_in(arguments: dict[str, Any]) -> Any:
    """Return a symbol for a batch of the labels that ``fit`` is given in ``arguments``, None where it cannot be told."""
    x, y = arguments.get("x"), arguments.get("y")
    if isinstance(x, tf.data.Dataset):
        given = x.element_spec
        y = given[1] if isinstance(given, tuple) and len(given) > 1 else None
    shape = getattr(y, "shape", None)
    if not isinstance(shape, tuple | tf.TensorShape) or not shape:  # no array, or of unknown rank
        return None
    return keras.KerasTensor((None, *shape[1:]))


def make_variables(model: Any, labels: Any) -> None:
    """Make those of the metrics and of the optimizer of ``model``, as its first step on such ``labels`` would.

    Models with steps of their own are left alone, and so is what cannot be made: Keras tells the learner why, in a moment.
    """
    own_steps = any(getattr(type(model), step) is not getattr(keras.Model, step) for step in _STEPS)
    if labels is None or own_steps or model.run_eagerly or len(getattr(model, "outputs", None) or ()) != 1:
        return
    with contextlib.suppress(Exception):
        if model._compile_metrics is not None and not model._compile_metrics.built:
            model._compile_metrics.build(labels, model.outputs[0])
        if not model.optimizer.built and model.trainable_variables:
            model.optimizer.build(model.trainable_variables)
