"""What is logged and timed: numbers of epochs and batches, names of metrics, pauses, and a clock that is set."""

from __future__ import annotations

import random
from dataclasses import astuple
from typing import Any

from grader.oracles import fit_hooks, predict_hooks

Case = dict[str, Any]
# They sort before and after `loss` and `val_loss`, and nobody expects them.
METRICS = ("brier", "hits", "mistakes", "top_2", "zeal")
HOUR = 3600
PAUSE, LONG_PAUSE = 0.05, 0.08


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; those of the timer that train nothing first, real trainings last."""
    return {
        "missing_logs": _missing_logs(rng),
        "untimed": {"scenario": "untimed"},
        "timed": _timed(rng),
        "clock_set": _clock_set(rng),
        "twice": _twice(rng),
        "validated": _logged(rng, _fit(epochs=2, batches=rng.randint(3, 4), validation_batches=2)),
        "now_and_then": _logged(rng, _fit(epochs=3, batches=2, validation_batches=1, validation_freq=2)),
        "not_validated": _not_validated(rng),
        "evaluation": _logged(rng, {"call": "evaluate", "batches": rng.randint(2, 4)}),
        "prediction": _logged(rng, {"call": "predict", "batches": rng.randint(2, 4)}),
        "one_after_another": _logged(
            rng,
            _fit(epochs=1, batches=2, validation_batches=1),
            {"call": "evaluate", "batches": 2},
            {"call": "predict", "batches": 2},
        ),
        "timed_training": _timed_training(rng),
    }


def _logged(rng: random.Random, *steps: Case) -> Case:
    """Return a case in which one logger sees ``steps`` on one model, whose metrics have names that nobody expects."""
    metrics = rng.sample(METRICS, rng.randint(1, 2))
    seed = rng.randrange(2**31)
    return {"scenario": "logged", "training_seed": seed, "metrics": metrics, "together": 1, "steps": list(steps)}


def _fit(**settings: int) -> Case:
    return {"call": "fit"} | settings


def _not_validated(rng: random.Random) -> Case:
    """Return a training that measures the loss alone and defies every counter but that of Keras.

    Its first epoch is not number 0, and Keras runs two batches at a time: batch 0 begins, batch 1 ends.
    """
    first = rng.randint(1, 3)
    fit = _fit(epochs=first + 2, batches=4, initial_epoch=first)
    return _logged(rng, fit) | {"metrics": [], "together": 2}


def _missing_logs(rng: random.Random) -> Case:
    """Return every hook once, with an epoch and batches that no counter would guess."""
    epoch, batch = rng.randint(3, 9), rng.randint(10, 99)
    fit = fit_hooks(epochs=1, batches=1, validation_batches=1)
    calls = [(call.hook, call.at) for call in (*fit, *predict_hooks(batches=1))]
    numbers = {hook: epoch if "epoch" in hook else batch for hook, at in calls if at is not None}
    return {"scenario": "missing_logs", "calls": [[hook, numbers.get(hook)] for hook, _ in calls]}


def _timed(rng: random.Random) -> Case:
    """Return a fit with a slow batch in a middle epoch, and with pauses that belong to no batch.

    The slow batch has no number that is also its epoch's, and neither is 0.
    """
    epochs, batches = rng.randint(3, 4), rng.randint(4, 5)
    epoch = rng.randint(1, epochs - 2)
    batch = rng.choice([number for number in range(2, batches) if number != epoch])
    pauses = [
        _disturbance("on_train_batch_begin", epoch, batch, LONG_PAUSE),
        _disturbance("on_epoch_begin", 0, 0),
        _disturbance("on_train_batch_end", 0, rng.randrange(batches - 1)),
        _disturbance("on_test_batch_begin", 0, 0),
        _disturbance("on_epoch_end", 0, 0),
    ]
    return _timer_case(_timed_fit(epochs, batches, rng.randint(1, 2), pauses))


def _clock_set(rng: random.Random) -> Case:
    """Return a fit in which the wall clock is set forward during a batch, and back during a later one."""
    batches = rng.randint(2, 3)
    clock = [
        _disturbance("on_train_batch_begin", epoch, rng.randrange(batches), seconds)
        for epoch, seconds in enumerate((HOUR, -HOUR))
    ]
    return _timer_case(_timed_fit(2, batches, 1, [], clock))


def _twice(rng: random.Random) -> Case:
    """Return two fits for one timer, then one for another; the slow batch of the first fit is missing in the second."""
    slow = [_disturbance("on_train_batch_begin", 0, 2, LONG_PAUSE)]
    # As after a break: the second fit begins with a later epoch.
    first = rng.randint(2, 5)
    other = [_disturbance("on_train_batch_begin", first + 1, 0)]
    fits = [
        _timed_fit(rng.randint(1, 2), 3, 0, slow),
        _timed_fit(rng.randint(3, 4), 2, 0, other, first=first),
        _timed_fit(1, 1, 0, []) | {"timer": 1},
    ]
    return _timer_case(*fits)


def _timed_training(rng: random.Random) -> Case:
    fit = _timed_fit(2, rng.randint(2, 3), 1, [_disturbance("on_train_batch_begin", 1, 1)])
    return {"scenario": "timed_training", "training_seed": rng.randrange(2**31), "fits": [fit]}


def _timer_case(*fits: Case) -> Case:
    return {"scenario": "timed", "fits": list(fits)}


def _timed_fit(
    epochs: int,
    batches: int,
    validation_batches: int,
    pauses: list[Case],
    clock: list[Case] | None = None,
    first: int = 0,
) -> Case:
    """Return what a timer is shown: the calls of a fit from epoch ``first`` on, and what happens after some of them."""
    calls = fit_hooks(
        epochs=first + epochs, batches=batches, validation_batches=validation_batches, initial_epoch=first
    )
    return {
        "timer": 0,
        "epochs": epochs,
        "last": first + epochs,
        "batches": batches,
        "validation_batches": validation_batches,
        "calls": [astuple(call) for call in calls],
        "pauses": pauses,
        "clock": clock or [],
    }


def _disturbance(after: str, epoch: int, at: int, seconds: float = PAUSE) -> Case:
    """Return a pause, or a step of the clock, that comes when every callback has seen the hook ``after``."""
    return {"after": after, "epoch": epoch, "at": at, "seconds": seconds}
