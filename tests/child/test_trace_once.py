"""Variables before the first batch: one trace instead of two, and nothing else is different."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from grader.child.tiny import tiny_data
from grader.child.trace_once import VariablesFirst, labels_in, make_variables

X, Y = tiny_data(seed=1, samples=12)
ARRAYS = {"x": X, "y": Y}


def network(metrics: list[Any], kind: type[keras.Sequential] = keras.Sequential) -> Any:
    """Return a compiled model whose first weights are always the same."""
    keras.utils.set_random_seed(1)
    model = kind([keras.Input((2,)), keras.layers.Dense(2, activation="softmax")])
    model.compile(
        optimizer=keras.optimizers.Adam(0.1),
        loss="sparse_categorical_crossentropy",
        metrics=metrics,
        jit_compile=False,
    )
    return model


def trained(metrics: list[Any], callbacks: list[Any]) -> dict[str, list[float]]:
    """Return the history of two epochs."""
    history = network(metrics).fit(X, Y, epochs=2, verbose=0, shuffle=False, callbacks=callbacks).history
    return {str(name): values for name, values in history.items()}


def test_the_step_is_traced_once() -> None:
    """Keras traces the step twice by itself, and once where the variables are there before."""
    traces = {"plain": 0, "ahead": 0}

    def counted(name: str) -> Any:
        def measure(y: Any, y_pred: Any) -> Any:
            traces[name] += 1
            return keras.ops.mean(y_pred, axis=-1)

        return measure

    trained([counted("plain")], [])
    trained([counted("ahead")], [VariablesFirst(ARRAYS)])

    assert traces == {"plain": 2, "ahead": 1}


@pytest.mark.parametrize("metric", [lambda: "accuracy", lambda: keras.metrics.SparseCategoricalAccuracy("right")])
def test_it_measures_the_same(metric: Callable[[], Any]) -> None:
    """The history is the same as without it, to the last digit."""
    assert trained([metric()], []) == trained([metric()], [VariablesFirst(ARRAYS)])


def test_callbacks_before_it_find_the_model_as_keras_leaves_it() -> None:
    """What has no variables when training begins has none in the hooks before the first batch."""
    seen: list[bool] = []

    class Look(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            seen.append(self.model.optimizer.built)

    trained(["accuracy"], [Look(), VariablesFirst(ARRAYS)])

    assert seen == [False, True]


def test_labels_of_arrays_and_datasets() -> None:
    """Their shape is known from arrays and datasets; lists and generators are left to Keras."""
    dataset = tf.data.Dataset.from_tensor_slices((X, np.eye(2)[Y])).batch(4)

    assert labels_in(ARRAYS).shape == (None,)
    assert labels_in({"x": dataset}).shape == (None, 2)
    assert labels_in({"x": dataset.map(lambda x, y: x)}) is None
    assert labels_in({"x": X, "y": Y.tolist()}) is None
    assert labels_in({"x": X}) is None


def test_models_with_steps_of_their_own_are_left_alone() -> None:
    """They may measure something else than the kit would make for them."""

    class Own(keras.Sequential):
        def train_step(self, data: Any) -> Any:
            return super().train_step(data)

    model = network(["accuracy"], kind=Own)
    make_variables(model, labels_in(ARRAYS))

    assert not model.optimizer.built and not model._compile_metrics.built


def test_what_cannot_be_made_is_told_by_keras() -> None:
    """A metric that does not exist raises nothing before Keras itself comes to it."""
    model = network(["no_such_metric"])

    make_variables(model, labels_in(ARRAYS))

    with pytest.raises(ValueError, match="no_such_metric"):
        model.fit(X, Y, verbose=0, callbacks=[VariablesFirst(ARRAYS)])
