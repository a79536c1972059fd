"""A model that really learns, in milliseconds, while its validation measures what a script says.

What it measures is a part of its weights: saved, loaded and evaluated anywhere, it measures the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np

from grader.child.closed_form import FOREIGN, ClosedForm, suits
from grader.child.scripted import registered

_USUAL = {
    "self",
    "x",
    "y",
    "batch_size",
    "epochs",
    "verbose",
    "callbacks",
    "validation_data",
    "initial_epoch",
    "shuffle",
}


@registered
class Mark(keras.layers.Layer):
    """Lets everything pass, and holds the val_loss that the model measures."""

    def build(self, input_shape: Any) -> None:
        """Make the weight, which no optimizer changes."""
        self.mark = self.add_weight(name="mark", shape=(), initializer="zeros", trainable=False)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Return what came in."""
        return inputs


@registered
class Trainee(keras.Sequential):
    """Trains for real and validates on a script; ``script`` belongs to the class, for models that are loaded again.

    The script is a callback, the first of all, that also has ``on_step_begin(model, x)``.

    Data are marked, too: the first column of x is 1 where they are for validation. What it measures on any other data
    is worse by 10.
    """

    script: Any = None
    quick = True

    def train_step(self, data: Any) -> Any:
        """Have the course know of each batch before it is trained."""
        if self.script is not None:
            self.script.on_step_begin(self, data[0])
        return super().train_step(data)

    def compute_loss(
        self, x: Any = None, y: Any = None, y_pred: Any = None, sample_weight: Any = None, training: bool = True
    ) -> Any:
        """Return the real loss of a training batch, the marked one of any other."""
        if training:
            return super().compute_loss(x, y, y_pred, sample_weight, training=True)
        foreign = 1.0 - keras.ops.mean(x[:, 0])
        return mark_of(self) + FOREIGN * foreign + 0.0 * keras.ops.sum(y_pred)

    def loop_for(self, arguments: dict[str, Any]) -> Callable[[Any, dict[str, Any]], Any] | None:
        """Return the quick loop where it knows what these arguments of ``fit`` ask for, None where Keras is needed."""
        arrays = all(isinstance(arguments.get(name), np.ndarray) for name in ("x", "y"))
        validation = arguments.get("validation_data")
        known = validation is None or (
            isinstance(validation, tuple | list) and all(isinstance(part, np.ndarray) for part in validation)
        )
        return quick_fit if self.quick and arrays and known and set(arguments) <= _USUAL else None


def mark_of(model: Any) -> Any:
    """Return the weight that holds the val_loss which ``model`` measures."""
    return next(layer for layer in model.layers if isinstance(layer, Mark)).mark


def trainee(rate: float = 0.01) -> Any:
    """Return a built and compiled model for rows of 3 values, with the metric ``mae`` and an optimizer with a state."""
    model = Trainee([keras.Input((3,)), keras.layers.Dense(1), Mark()])
    model.compile(
        keras.optimizers.SGD(rate, momentum=0.9), loss="mse", metrics=["mae"], run_eagerly=True, jit_compile=False
    )
    return model


def rows(generator: Any, count: int, *, validation: bool) -> tuple[Any, Any]:
    """Return x (count, 3) and y (count, 1), marked as data for training or for validation."""
    x = generator.normal(size=(count, 3)).astype("float32")
    x[:, 0] = float(validation)
    return x, (x @ np.array([[0.5], [1.0], [-2.0]], "float32") + 3).astype("float32")


def quick_fit(model: Any, arguments: dict[str, Any]) -> Any:
    """Train ``model`` as the trainer of keras 3.15 does, on arrays; return the History.

    Each batch is trained for real. What is left out is ``tf.data``, which takes half a second to get going, and the tape
    where the model suits the closed form.
    """
    epochs, size = arguments.get("epochs", 1), arguments.get("batch_size") or 32
    x, y, validation = arguments["x"], arguments["y"], arguments.get("validation_data")
    hooks = arguments["callbacks"]
    if not isinstance(hooks, keras.callbacks.CallbackList):
        steps = -(-len(x) // size)
        hooks = keras.callbacks.CallbackList(
            hooks, add_history=True, model=model, epochs=epochs, steps=steps, verbose=0
        )
    model.stop_training = False
    hooks.on_train_begin()
    logs: dict[str, float] | None = None
    for epoch in range(model._initial_epoch or arguments.get("initial_epoch", 0), epochs):
        model.reset_metrics()
        hooks.on_epoch_begin(epoch)
        order = np.random.permutation(len(x)) if arguments.get("shuffle", True) else np.arange(len(x))
        logs = _pass(model, hooks, "train", x[order], y[order], size)
        if validation is not None:
            logs |= {f"val_{name}": value for name, value in _validate(model, hooks, validation, size).items()}
        hooks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    hooks.on_train_end(logs)
    return model.history


def _validate(model: Any, hooks: Any, data: Any, size: int) -> dict[str, float]:
    model.reset_metrics()
    hooks.on_test_begin()
    logs = _pass(model, hooks, "test", data[0], data[1], size)
    hooks.on_test_end(logs)
    return logs


def _pass(model: Any, hooks: Any, phase: str, x: Any, y: Any, size: int) -> dict[str, float]:
    logs: dict[str, float] = {}
    closed = ClosedForm(model, mark_of(model), learning=phase == "train") if suits(model, x, y) else None
    for number, batch in enumerate(_batches(x, y, size)):
        getattr(hooks, f"on_{phase}_batch_begin")(number)
        if closed is None:
            logs = _by_keras(getattr(model, f"{phase}_step"), *batch)
        else:
            if phase == "train" and model.script is not None:
                model.script.on_step_begin(model, batch[0])
            logs = closed.step(*batch)
        getattr(hooks, f"on_{phase}_batch_end")(number, dict(logs))
    if closed is not None:
        closed.end()
    return logs


def _by_keras(step: Callable[[Any], Any], x: Any, y: Any) -> dict[str, float]:
    measured = step((keras.ops.convert_to_tensor(x), keras.ops.convert_to_tensor(y)))
    return {name: float(value) for name, value in measured.items()}


def _batches(x: Any, y: Any, size: int) -> Iterator[Any]:
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]
