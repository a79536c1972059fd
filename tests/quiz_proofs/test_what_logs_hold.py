"""Proofs of what-logs-hold: what a callback finds in logs, and in which hook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.child.tiny import tiny_model
from tests.quiz_proofs.proving import proofs_of
from tests.quiz_proofs.recording import BATCH_SIZE, BATCHES, EPOCHS, Recorder, calls_of, data, fit_calls

prove = proofs_of("what-logs-hold")
MEASURED = ("accuracy", "loss")


@prove("a")
def test_the_number_of_the_batch() -> bool:
    """Look into the logs of every batch hook of a training with validation."""
    of_batches = [call for call in fit_calls(validated=True) if "batch" in call.hook]
    assert [call.at for call in calls_of("on_train_batch_end", of_batches)] == [*range(BATCHES)] * EPOCHS
    return any(call.logs.get("batch") == call.at for call in of_batches)


def _averages() -> Iterator[dict[str, float]]:
    """Yield what a model that learns nothing measures in batch 1, in batches 1 and 2, and so on, from one epoch."""
    x, y = data()
    model = _model_that_learns_nothing()
    measured = [
        model.evaluate(x[start : start + BATCH_SIZE], y[start : start + BATCH_SIZE], verbose=0, return_dict=True)
        for start in range(0, len(x), BATCH_SIZE)
    ]
    for count in range(1, BATCHES + 1):
        yield {name: float(np.mean([of_batch[name] for of_batch in measured[:count]])) for name in MEASURED}


def _model_that_learns_nothing() -> Any:
    model = tiny_model(rate=0.0)
    model.set_weights([np.linspace(-1, 1, weight.size).reshape(weight.shape) for weight in model.get_weights()])
    return model


@prove("b")
def test_loss_and_accuracy_so_far() -> bool:
    """With weights that do not change, the logs are averages over the batches so far, anew in each epoch."""
    recorder = Recorder()
    _model_that_learns_nothing().fit(
        *data(), epochs=EPOCHS, batch_size=BATCH_SIZE, shuffle=False, verbose=0, callbacks=[recorder]
    )
    logs = [call.logs for call in calls_of("on_train_batch_end", recorder.calls)]
    return len(logs) == EPOCHS * BATCHES and all(
        set(seen) == set(MEASURED) and all(np.isclose(seen[name], average[name]) for name in MEASURED)
        for seen, average in zip(logs, [*_averages()] * EPOCHS, strict=True)
    )


@prove("c")
def test_empty_in_every_hook() -> bool:
    """Look into the logs of all hooks of a training whose only callback puts nothing in."""
    return all(call.logs == {} for call in fit_calls(validated=True))


@prove("d")
def test_the_results_of_the_validation() -> bool:
    """What the validation of an epoch has measured is in the logs at the end of this epoch."""
    calls = fit_calls(validated=True)
    validations, epochs = calls_of("on_test_end", calls), calls_of("on_epoch_end", calls)
    return len(validations) == EPOCHS and all(
        epoch.logs.get(f"val_{name}") == validation.logs[name]
        for validation, epoch in zip(validations, epochs, strict=True)
        for name in MEASURED
    )
