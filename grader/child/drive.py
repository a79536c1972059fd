"""Scripted logs through a real CallbackList: exact, and a thousand times faster than training."""

from __future__ import annotations

from typing import Any

import keras

from grader.child.probe import surrounded
from grader.child.record import Record
from grader.child.replay import call_hooks
from grader.child.tiny import tiny_model


def drive(
    callbacks: Any,
    epochs: list[dict[str, float]],
    record: Record,
    model: Any = None,
    initial_epoch: int = 0,
) -> Any:
    """Call the hooks of ``callbacks`` as one ``fit`` would whose epochs end with the logs in ``epochs``.

    Returns the model, which is a tiny one unless given; ``call_hooks`` says what its weights tell.
    """
    # Random weights take a quarter of the time that the model takes, and are gone with the first epoch.
    model = tiny_model(first_weights=keras.initializers.Constant(0.5)) if model is None else model
    record.send("fit", scripted=True, arguments={"epochs": len(epochs), "initial_epoch": initial_epoch})
    hooks = keras.callbacks.CallbackList(
        surrounded(callbacks, record, model), add_history=True, model=model, epochs=len(epochs), steps=1, verbose=0
    )
    history = call_hooks(hooks, model, epochs, initial_epoch)
    record.send("fit_end", epochs=history.epoch, history=history.history)
    return model
