"""Validation losses that stop, go on, tie and mislead; their steps are far larger than 1e-4."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
NAN = float("nan")


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; scripted ones first, the real training last."""
    return {
        "real_loop": _case(_falling(rng, rng.randint(2, 3)) + _worse(rng, 4)) | {"replayed": False},
        "plateau": _case(_falling(rng, rng.randint(2, 4)) + _worse(rng, 5)),
        "bump": _case(_with_bump(rng) + _worse(rng, 4)),
        "tie": _case(_tied(rng) + _worse(rng, 3)),
        "misleading": _case(_falling(rng, rng.randint(3, 5)) + _worse(rng, 5), misleading=True),
        "goes_on": _case(_with_bump(rng) + _worse(rng, 1)),
        "by_default": _case([1.0 - 0.02 * epoch for epoch in range(30)]) | {"epochs": None},
        "small_gains": _case([1.0 - 3e-4 * epoch for epoch in range(rng.randint(6, 8))]),
        "not_a_number": _case([*_falling(rng, 2), NAN, *_falling(rng, 2), NAN]),
        "never_a_number": _case([NAN] * 4),
        "training": {"scenario": "real_training", "training_seed": rng.randrange(2**31), "epochs": 12},
    }


def _case(val_losses: list[float], *, misleading: bool = False) -> Case:
    """Return a case in which loss and accuracies follow val_loss, or go on improving whatever it does."""
    curve = [
        {
            "loss": 1.0 - 0.03 * epoch if misleading else val_loss * 0.9,
            "accuracy": 0.5 + 0.02 * epoch if misleading else 1.0 - val_loss / 4,
            "val_loss": val_loss,
            "val_accuracy": 0.4 + 0.02 * epoch if misleading else 0.9 - val_loss / 4,
        }
        for epoch, val_loss in enumerate(val_losses)
    ]
    return {"scenario": "scripted_training", "curve": curve, "epochs": len(curve), "replayed": True}


def _falling(rng: random.Random, count: int) -> list[float]:
    start = rng.choice([1.0, 1.5, 2.0])
    return [start * 0.8**step for step in range(count)]


def _with_bump(rng: random.Random) -> list[float]:
    """Return losses with one worse epoch, after which they are better than ever."""
    before = _falling(rng, rng.randint(2, 3))
    return [*before, before[-1] + 0.1, *(before[-1] * 0.8**step for step in (1, 2))]


def _tied(rng: random.Random) -> list[float]:
    """Return losses whose best value comes twice in a row: the second one is not better."""
    before = _falling(rng, rng.randint(2, 3))
    return [*before, before[-1]]


def _worse(rng: random.Random, count: int) -> list[float]:
    return [2.5 + rng.choice([0.1, 0.2]) * step for step in range(count)]
