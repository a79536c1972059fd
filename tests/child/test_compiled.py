"""Labels and learning rates of compiled classifiers."""

from __future__ import annotations

import numpy as np
import pytest


def test_the_right_class_has_the_lowest_loss() -> None:
    """Each row of losses is lowest where the model says the right class, and high everywhere else."""
    from grader.child.compiled import losses_of
    from grader.child.tiny import tiny_model

    rows = np.array(losses_of(tiny_model(classes=4), np.zeros((1, 2), "float32"), 4, rights=(0, 3)))

    assert rows.argmin(axis=1).tolist() == [0, 3]
    assert rows.min(axis=1) == pytest.approx(-np.log(0.97), rel=1e-4)


def test_a_loss_for_logits_is_given_those_that_keras_keeps() -> None:
    """The outputs of a softmax keep its logits for such a loss, as in a training; what is made of them does not."""
    import keras

    from grader.child.compiled import losses_of

    inputs = keras.Input((2,))
    outputs = keras.layers.Dense(4, activation="softmax")(inputs)
    rows = []
    for model in (keras.Model(inputs, outputs), keras.Model(inputs, keras.layers.Flatten()(outputs))):
        model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        rows += losses_of(model, np.zeros((1, 2), "float32"), 4, rights=(0,))

    assert rows[0][0] == pytest.approx(-np.log(0.97), rel=1e-4)
    assert rows[1][0] > rows[1][1] / 5


def test_a_rate_can_be_set_and_a_schedule_cannot() -> None:
    """The new rate is returned, or the reason why there is none."""
    import keras

    from grader.child.compiled import changed_rate
    from grader.child.tiny import tiny_model

    fixed = tiny_model()
    fixed.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)), loss="mse")

    assert changed_rate(tiny_model()) == 0.125
    assert "TypeError" in str(changed_rate(fixed))
