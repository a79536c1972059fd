"""A classifier that is as good as its marker: what it measures tells which epoch's weights it holds."""

from __future__ import annotations

from typing import Any

import keras

Curve = list[dict[str, float]]


class Turns:
    """Hands a curve to each training, in order.

    ``trained`` lists the numbers of the models that began one, ``starts`` the weights that they began it with. A model
    that is trained again sees its own curve again.
    """

    def __init__(self, curves: list[Curve]) -> None:
        self._curves = curves
        self._taken = 0
        self.trained: list[int] = []
        self.starts: list[list[float]] = []

    def next_curve(self) -> Curve:
        """Return the curve of the next training; the last one serves all further ones."""
        self._taken += 1
        return self._curves[min(self._taken, len(self._curves)) - 1]


class Turn(keras.callbacks.Callback):
    """The script of one model, which takes its curve when its training begins."""

    def __init__(self, turns: Turns, number: int) -> None:
        super().__init__()
        self._turns, self._number = turns, number
        self._curve: Curve | None = None

    def values_of(self, epoch: int) -> dict[str, float]:
        """Return what ``epoch`` (from 0) measures; after the last one its values repeat."""
        if self._curve is None:
            self._curve = self._turns.next_curve()
        return self._curve[min(epoch, len(self._curve) - 1)]

    def on_train_begin(self, logs: Any = None) -> None:
        """Note that this model is being trained, and from where."""
        self._turns.trained.append(self._number)
        self._turns.starts.append([float(one) for weight in self.model.get_weights() for one in weight.reshape(-1)])


def marked_model(turns: Turns, number: int) -> Any:
    """Return a compiled model of two classes whose ``fit`` only calls the hooks, with the logs of the next curve.

    Epoch ``e`` (from 0) leaves ``m = e + 1`` in every weight, as in ``call_hooks``. Then x, of shape (n, 1), is of class
    0 where it is above -1 - 1/m. Evaluated or reloaded it is an ordinary model: ``grader.oracles.marked`` knows what
    it measures.
    """
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((1,)),
            layers.Dense(1),
            layers.Dense(1),  # m * (m * x + m) + m
            layers.Rescaling(0.01),
            layers.Reshape((1, 1)),
            layers.ZeroPadding1D((0, 1)),  # the second class has the logit 0
            layers.Flatten(),
            layers.Softmax(),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        run_eagerly=True,  # a single batch is not worth a trace, in a reloaded model either
    )
    model.script, model.replayed = Turn(turns, number), True
    return model
