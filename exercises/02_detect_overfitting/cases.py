"""The curves that the callback is shown: losses that are exact in binary, so that equality means equality."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
NAN = float("nan")


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; scripted ones first, the real training last."""
    return {
        "overfits": _case(_curve(rng, before=rng.randint(2, 4), after=3)),
        "overfits_later": _case(_curve(rng, before=rng.randint(5, 7), after=2)),
        "another_threshold": _another_threshold(rng),
        "overfits_at_once": _case(_curve(rng, before=0, after=4)),
        "overfits_after_a_break": _case(_curve(rng, before=rng.randint(2, 3), after=2))
        | {"initial_epoch": rng.randint(3, 9)},
        # An epoch with a val_loss of 0 was validated as well.
        "healthy": _case(
            [*_curve(rng, before=4, after=0), _epoch(0.5, 0.0), *_curve(rng, before=rng.randint(2, 4), after=0)]
        ),
        "touches": _case(_touching(rng)),
        "just_above": _case(_just_above(rng)),
        "without_validation": _case([_unvalidated(epoch) for epoch in _curve(rng, before=1, after=3)]),
        "validated_now_and_then": _case(_with_gaps(rng)),
        "perfect_training": _case([*_curve(rng, before=2, after=0), _epoch(0.0, 0.25), _epoch(0.5, 0.5)]),
        "nothing_to_compare": _case(
            [
                _epoch(0.0, 0.0),
                _epoch(0.5, 0.5),
                _epoch(NAN, 0.5),
                _epoch(0.5, NAN),
                _epoch(0.0, NAN),
                _epoch(NAN, 0.0),
                _epoch(0.5, 0.5),
            ]
        ),
        "twice": {
            "scenario": "two_fits",
            "threshold": 1.5,
            "first": _curve(rng, before=2, after=2),
            "second": _curve(rng, before=rng.randint(3, 5), after=2),
        },
        "two_of_them": {
            "scenario": "two_callbacks",
            "thresholds": [1.5, 3.5],
            "epochs": [*_curve(rng, before=3, after=0), *_curve(rng, before=0, after=3)],
        },
        "training": {
            "scenario": "real_training",
            "threshold": 1.5,
            "training_seed": rng.randrange(2**31),
            # The ratio passes the threshold after 2 to 10 epochs, sooner at the higher rates.
            "rate": rng.choice([0.003, 0.005, 0.008]),
            "epochs": 16,
        },
    }


def _case(epochs: list[Case], threshold: float = 1.5) -> Case:
    return {"scenario": "one_fit", "threshold": threshold, "epochs": epochs}


def _another_threshold(rng: random.Random) -> Case:
    """Return a case whose threshold is half or twice the usual one, with ratios to match."""
    scale = rng.choice([0.5, 2.0])
    healthy, overfitting = _curve(rng, before=rng.randint(2, 4), after=0), _curve(rng, before=0, after=2)
    # The first violation is a slight one: half of a large ratio would be above the usual threshold, too.
    epochs = [*healthy, _epoch(1.0, 1.75), *overfitting]
    return _case([epoch | {"val_loss": epoch["val_loss"] * scale} for epoch in epochs], 1.5 * scale)


def _curve(rng: random.Random, before: int, after: int) -> list[Case]:
    """Return epochs with a ratio well below 1.5, then well above; the losses fall, the accuracies mislead."""
    healthy = [_epoch(loss, loss * rng.choice([0.875, 1.0, 1.125, 1.25])) for loss in _falling(rng, before)]
    overfitting = [_epoch(loss, loss * rng.choice([1.75, 2.0, 2.5, 3.0])) for loss in _falling(rng, after)]
    return healthy + overfitting


def _touching(rng: random.Random) -> list[Case]:
    """Return a curve with one epoch whose ratio is exactly 1.5, and a violation two epochs later."""
    return [*_curve(rng, before=rng.randint(1, 3), after=0), _epoch(0.5, 0.75), _epoch(0.5, 0.5), _epoch(0.25, 0.5)]


def _just_above(rng: random.Random) -> list[Case]:
    """Return a curve whose violation prints as 1.50: the ratio that decides is the unrounded one."""
    return [*_curve(rng, before=rng.randint(1, 3), after=0), _epoch(0.5, 0.7515), *_curve(rng, before=2, after=0)]


def _with_gaps(rng: random.Random) -> list[Case]:
    """Return a curve in which only every other epoch is validated."""
    epochs = _curve(rng, before=5, after=0) + _curve(rng, before=0, after=1) + _curve(rng, before=1, after=0)
    return [epoch if index % 2 else _unvalidated(epoch) for index, epoch in enumerate(epochs)]


def _falling(rng: random.Random, count: int) -> list[float]:
    start = rng.choice([1.0, 1.5, 2.0])
    return [start * 0.75**step for step in range(count)]


def _epoch(loss: float, val_loss: float) -> Case:
    """Return the logs of an epoch; the ratio of its accuracies is always below 1, and 2.4 upside down."""
    return {"accuracy": 0.96, "loss": loss, "val_accuracy": 0.4, "val_loss": val_loss}


def _unvalidated(epoch: Case) -> Case:
    return {key: value for key, value in epoch.items() if not key.startswith("val_")}
