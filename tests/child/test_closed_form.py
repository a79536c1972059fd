"""Batches in closed form, held against those of Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest


def _models(rate: float = 0.01) -> list[Any]:
    """Return two models with the same weights."""
    from grader.child.trainee import trainee

    models = [trainee(rate), trainee(rate)]
    models[1].set_weights(models[0].get_weights())
    return models


def _batches(*, validation: bool) -> list[tuple[Any, Any]]:
    from grader.child.trainee import rows

    generator = np.random.default_rng(3)
    return [rows(generator, count, validation=validation) for count in (32, 32, 7)]


def _variables(model: Any) -> list[Any]:
    return [one.numpy() for one in (*model.variables, *model.optimizer.variables)]


def test_learns_and_measures_as_keras_does() -> None:
    """After each batch weights, optimizer and logs are the same, up to rounding; at the end the metrics are, too."""
    from grader.child.closed_form import ClosedForm
    from grader.child.trainee import mark_of

    quick, real = _models()
    closed = ClosedForm(quick, mark_of(quick), learning=True)

    for x, y in _batches(validation=False):
        logs, wanted = closed.step(x, y), real.train_step((x, y))

        assert list(logs) == list(wanted)
        assert logs == pytest.approx({name: float(value) for name, value in wanted.items()}, rel=1e-5)
        for one, other in zip(_variables(quick), _variables(real), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)
    closed.end()

    assert [type(one) for one in quick.metrics] == [type(one) for one in real.metrics]
    for one, other in zip(quick.get_metrics_result().values(), real.get_metrics_result().values(), strict=True):
        assert float(one) == pytest.approx(float(other), rel=1e-5)


def test_validates_as_keras_does() -> None:
    """The marked loss is measured, with what foreign rows cost; nothing is learned."""
    from grader.child.closed_form import ClosedForm
    from grader.child.trainee import mark_of

    quick, real = _models()
    before = quick.get_weights()
    for model in (quick, real):
        mark_of(model).assign(0.75)
    closed = ClosedForm(quick, mark_of(quick), learning=False)

    for x, y in [*_batches(validation=True), *_batches(validation=False)]:
        logs, wanted = closed.step(x, y), real.test_step((x, y))

        assert logs == pytest.approx({name: float(value) for name, value in wanted.items()}, rel=1e-5)
    assert all((one == other).all() for one, other in zip(quick.get_weights()[:2], before[:2], strict=True))


def test_a_loaded_model_goes_on(tmp_path: Path) -> None:
    """Its optimizer is built, its rate and its momentum are its own; what Keras does next with either is the same."""
    import keras

    from grader.child.closed_form import ClosedForm, suits
    from grader.child.trainee import mark_of

    quick, real = _models(rate=0.02)
    first, second, third = _batches(validation=False)
    ClosedForm(quick, mark_of(quick), learning=True).step(*first)
    real.train_step(first)
    quick.save(tmp_path / "quick.keras")
    quick = keras.models.load_model(tmp_path / "quick.keras")

    assert suits(quick, *second)
    quick.optimizer.learning_rate = real.optimizer.learning_rate = 0.005
    ClosedForm(quick, mark_of(quick), learning=True).step(*second)
    real.train_step(second)
    quick.train_step(third)
    real.train_step(third)

    for one, other in zip(_variables(quick), _variables(real), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


def test_leaves_to_keras_what_it_does_not_know() -> None:
    """Another optimizer, loss or metric, other data, and a layer that does not learn, are nothing for the closed form."""
    import keras

    from grader.child.closed_form import suits
    from grader.child.trainee import trainee

    rates = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    strange = [
        keras.optimizers.Adam(),
        keras.optimizers.SGD(0.01),
        keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True),
        keras.optimizers.SGD(0.01, momentum=0.9, clipnorm=1.0),
        keras.optimizers.SGD(0.01, momentum=0.9, weight_decay=0.1),
        keras.optimizers.SGD(0.01, momentum=0.9, use_ema=True),
        keras.optimizers.SGD(rates, momentum=0.9),
    ]
    plain = {"loss": "mse", "metrics": ["mae"]}
    choices = [{"optimizer": one, **plain} for one in strange]
    changes: list[dict[str, Any]] = [{"loss": "mae"}, {"metrics": ["mse"]}, {"metrics": []}]
    for changed in changes:
        choices.append({"optimizer": keras.optimizers.SGD(0.01, momentum=0.9), **plain, **changed})

    x, y = _batches(validation=False)[0]
    assert suits(trainee(), x, y)
    assert not suits(trainee(), x.astype("float64"), y)
    assert not suits(trainee(), x, y[:, 0])
    for choice in choices:
        model = trainee()
        model.compile(**choice)
        assert not suits(model, x, y), choice
    frozen, other = trainee(), trainee()
    frozen.layers[0].trainable = False
    other.optimizer.build(trainee().trainable_variables)
    assert not suits(frozen, x, y)
    assert not suits(other, x, y)
