"""The batches of a ``trainee`` in closed form: what Keras works out with a tape, in a small part of its time."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

FOREIGN = 10.0  # the loss of rows that are not for validation is so much worse there
_PLAIN = {
    "nesterov": False,
    "weight_decay": None,
    "clipnorm": None,
    "clipvalue": None,
    "global_clipnorm": None,
    "use_ema": False,
    "loss_scale_factor": None,
    "gradient_accumulation_steps": None,
}


class ClosedForm:
    """One pass of ``model`` over data, to learn from them or to validate it with the loss in ``mark``.

    Weights and the variables of the optimizer change with each batch, and in the end the metrics of the model hold what
    the pass has measured.
    """

    def __init__(self, model: Any, mark: Any, *, learning: bool) -> None:
        self._model, self._mark, self._learning = model, mark, learning
        self._rows, self._loss, self._error = 0, np.float32(0), np.float32(0)

    def step(self, x: Any, y: Any) -> dict[str, float]:
        """Take a batch of arrays and return what was measured until now."""
        kernel, bias = (variable.value.numpy() for variable in self._model.trainable_variables)
        error = x @ kernel + bias - y
        if not self._model._compile_metrics.built:
            self._model._compile_metrics.build(y, error)
        if self._learning:
            loss = np.mean(error * error)
            self._learn(x, error)
        else:
            loss = self._mark.value.numpy() + FOREIGN * (1 - np.mean(x[:, 0]))
        self._rows += len(x)
        self._loss += np.float32(loss * len(x))
        self._error += np.abs(error).sum()
        return {"loss": float(self._loss / self._rows), "mae": float(self._error / self._rows)}

    def end(self) -> None:
        """Put what was measured into the metrics of the model, where Keras keeps it."""
        trackers = (self._model._loss_tracker, *self._model._compile_metrics.metrics)
        for tracker, total in zip(trackers, (self._loss, self._error), strict=True):
            tracker.total.value.assign(total)
            tracker.count.value.assign(self._rows)

    def _learn(self, x: Any, error: Any) -> None:
        optimizer, variables = self._model.optimizer, self._model.trainable_variables
        if not optimizer.built:
            optimizer.build(variables)
        rate, slope = optimizer.learning_rate.value.numpy(), error * np.float32(2 / len(x))
        for variable, gradient in zip(variables, (x.T @ slope, slope.sum(axis=0)), strict=True):
            momentum = optimizer.momentums[optimizer._get_variable_index(variable)].value
            momentum.assign(momentum.numpy() * np.float32(optimizer.momentum) - gradient * rate)
            variable.value.assign_add(momentum)
        optimizer.iterations.value.assign_add(1)


def suits(model: Any, x: Any, y: Any) -> bool:
    """Tell whether ``model`` still is what ``trainee`` has made, and x and y are like ``rows``; all else is for Keras."""
    optimizer, metrics = model.optimizer, model._compile_metrics
    return (
        (x.shape[1:], y.shape[1:], x.dtype, y.dtype) == ((3,), (1,), np.float32, np.float32)
        and type(optimizer) is keras.optimizers.SGD
        and optimizer.momentum > 0
        and all(getattr(optimizer, name) == value for name, value in _PLAIN.items())
        and isinstance(optimizer._learning_rate, keras.Variable)
        and _knows(optimizer, model.trainable_variables)
        and (model.loss, getattr(metrics, "_user_metrics", None)) == ("mse", ["mae"])
        and metrics._user_weighted_metrics is None
        and [variable.shape for variable in model.trainable_variables] == [(3, 1), (1,)]
    )


def _knows(optimizer: Any, variables: list[Any]) -> bool:
    """Tell whether ``optimizer`` has been built for ``variables``, or not yet."""
    known = optimizer._trainable_variables_indices
    return not optimizer.built or all(optimizer._var_key(variable) in known for variable in variables)
