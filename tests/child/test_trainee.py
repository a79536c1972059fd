"""A model that learns for real, fast, and measures what it is told to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest


def _data() -> tuple[Any, Any, Any, Any]:
    from grader.child.trainee import rows

    generator = np.random.default_rng(1)
    return (*rows(generator, 70, validation=False), *rows(generator, 20, validation=True))


def _fit(model: Any, quick: bool, **arguments: Any) -> tuple[list[str], Any]:
    """Train ``model`` with its quick loop or with that of Keras; return the hooks that were called, and the History."""
    import keras

    from grader.child.trainee import quick_fit

    hooks: list[str] = []

    class Noting(keras.callbacks.Callback):
        """Notes each hook with the names of its logs."""

    for edge in ("begin", "end"):
        for kind in ("train", "test", "epoch", "train_batch", "test_batch"):
            name = f"on_{kind}_{edge}"

            def note(self: Any, *given: Any, logs: Any = None, name: str = name, **named: Any) -> None:
                numbers = [one for one in given if isinstance(one, int)] + [*named.values()]
                logs = logs or next((one for one in given if isinstance(one, dict)), None)
                hooks.append(f"{name} {numbers} {sorted(logs or {})}")

            setattr(Noting, name, note)
    x, y, x_val, y_val = _data()
    everything = {"x": x, "y": y, "validation_data": (x_val, y_val), "callbacks": [Noting()], **arguments}
    history = quick_fit(model, everything) if quick else model.fit(**everything, verbose=0)
    return hooks, history


def test_calls_the_hooks_that_keras_calls() -> None:
    """Hooks, their order and the keys of their logs are those of the trainer of this Keras, and so is the History."""
    from grader.child.trainee import trainee

    quick, history = _fit(trainee(), True, epochs=4, initial_epoch=2, batch_size=25)
    real, wanted = _fit(trainee(), False, epochs=4, initial_epoch=2, batch_size=25)

    assert quick == real
    assert (history.epoch, sorted(history.history)) == (wanted.epoch, sorted(wanted.history))


def test_learns_as_keras_does() -> None:
    """Without shuffling, the quick loop and that of Keras end with the same weights and the same momentum."""
    from grader.child.trainee import trainee

    models = [trainee(), trainee()]
    models[1].set_weights(models[0].get_weights())
    for model, quick in zip(models, (True, False), strict=True):
        _fit(model, quick, epochs=2, shuffle=False)

    for one, other in zip(models[0].optimizer.variables, models[1].optimizer.variables, strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), rtol=1e-4)
    for one, other in zip(models[0].get_weights(), models[1].get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4)


def test_what_it_measures_is_saved_with_it(tmp_path: Path) -> None:
    """A model that was saved and loaded measures the marked value on validation data, and a worse one on any other."""
    import keras

    from grader.child.trainee import mark_of, trainee

    model = trainee()
    mark_of(model).assign(0.75)
    model.save(tmp_path / "model.keras")
    x, y, x_val, y_val = _data()

    loaded = keras.models.load_model(tmp_path / "model.keras")

    assert loaded.evaluate(x_val, y_val, verbose=0)[0] == pytest.approx(0.75)
    assert loaded.evaluate(x, y, verbose=0)[0] == pytest.approx(10.75)


def test_leaves_to_keras_what_it_does_not_know() -> None:
    """The quick loop takes arrays and the usual arguments; anything else gets the loop of Keras."""
    from grader.child.trainee import quick_fit, trainee

    model, (x, y, x_val, y_val) = trainee(), _data()

    assert model.loop_for({"x": x, "y": y, "validation_data": (x_val, y_val)}) is quick_fit
    assert model.loop_for({"x": x, "y": y, "validation_split": 0.2}) is None
    assert model.loop_for({"x": iter([(x, y)])}) is None
