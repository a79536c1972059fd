"""The hooks of one fit, called as the trainer of keras 3.15 calls them, with logs that a script has written."""

from __future__ import annotations

from typing import Any

import keras

from grader.child.tiny import set_marker


def call_hooks(hooks: Any, model: Any, epochs: list[dict[str, float]], initial_epoch: int = 0) -> Any:
    """Call the hooks of the CallbackList ``hooks`` for ``epochs`` and return the History.

    The order of hooks and the keys of their logs are those of a real training with one batch an epoch. During epoch
    ``e`` (from 0) every weight of the model is set to ``e + 1``, so that a saved or restored model tells its epoch.
    """
    model.stop_training = False
    hooks.on_train_begin()
    logs: dict[str, float] = {}
    for epoch, logs in enumerate(epochs, start=initial_epoch):
        _one_epoch(hooks, epoch, logs, model)
        if model.stop_training:
            break
    hooks.on_train_end(dict(logs))
    return model.history


def replay(model: Any, arguments: dict[str, Any]) -> Any:
    """Return the History of a ``fit`` with ``arguments`` on a scripted model, without training anything.

    What is not asked for is not measured: without validation data there are no ``val_`` logs.
    """
    first, last = arguments.get("initial_epoch", 0), arguments.get("epochs", 1)
    validated = arguments.get("validation_data") is not None or arguments.get("validation_split", 0.0) > 0
    curve = [model.script.values_of(epoch) for epoch in range(first, last)]
    if not validated:
        curve = [{key: value for key, value in logs.items() if not key.startswith("val_")} for logs in curve]
    given = arguments["callbacks"]
    hooks = given
    if not isinstance(given, keras.callbacks.CallbackList):
        hooks = keras.callbacks.CallbackList(given, add_history=True, model=model, epochs=last, steps=1, verbose=0)
    return call_hooks(hooks, model, curve, first)


def _one_epoch(hooks: Any, epoch: int, logs: dict[str, float], model: Any) -> None:
    train = {key: value for key, value in logs.items() if not key.startswith("val_")}
    validation = {key.removeprefix("val_"): value for key, value in logs.items() if key.startswith("val_")}
    hooks.on_epoch_begin(epoch)
    hooks.on_train_batch_begin(0)
    set_marker(model, epoch + 1)
    hooks.on_train_batch_end(0, dict(train))
    if validation:
        hooks.on_test_begin()
        hooks.on_test_batch_begin(0)
        hooks.on_test_batch_end(0, dict(validation))
        hooks.on_test_end(dict(validation))
    hooks.on_epoch_end(epoch, dict(logs))
