"""The curves, class sizes and histories that a submission is shown; every gain is clear of the 0.001 that decides."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
NAN = float("nan")
START = 0.5
# In ten-thousandths of the best value; `just` is above the best by more than 0.001, above `nearly` by less.
CHANGES = {
    "up": (120, 200),
    "tie": (0, 0),
    "down": (-600, -200),
    "hair": (3, 7),
    "edge": (16, 30),
    "nearly": (7, 7),
    "just": (14, 14),
}


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; scripted ones first, the real training last."""
    flat = [rng.choice(["tie", "down"]) for _ in range(10)]
    climbing = [f"{gap:.2f} below" for gap in (0.2, 0.2, 0.17, 0.14, 0.11, 0.08)]
    return {
        **_models(rng),
        "plateau": _curve(rng, ["up"] * rng.randint(2, 3) + flat + ["up"], rate=rng.choice([2e-4, 3e-4])),
        "rising": _curve(rng, ["up"] * rng.randint(6, 8), misleading=-1),
        "now_and_then": _curve(rng, ["up", "down", "up", "tie", "up", "down", "up"], misleading=-1),
        "small_gains": _curve(rng, ["up"] * rng.randint(1, 3) + ["hair", "hair", "up", "nearly", "just", "down", "up"]),
        "clear_gains": _curve(rng, ["up", "edge", "edge", "edge", "edge", "up"], misleading=-1),
        "below_the_best": _curve(rng, ["up"] * rng.randint(1, 3) + climbing + ["up"]),
        "starts_at_zero": _curve(rng, ["tie", "tie", "up", "tie", "up"], start=0.0),
        "two_at_once": _curve(rng, ["up", "down", "tie", "up"])
        | {"scenario": "two_sets", "log_dirs": _folders(rng, 2)},
        "not_a_number": _diverged(_curve(rng, ["up", "down", "up", "up"]), range(1, 9, 2)),
        "never_a_number": _diverged(_curve(rng, ["up"] * 4), range(9)),
        **_histories(rng),
        "sorted_by_class": _curve(rng, ["up", "tie", "hair", "tie", "up"]) | _training(rng, _unequal(rng)),
        "defaults": _curve(rng, ["up"]) | _training(rng, [40, 41, 42, 43]) | {"options": {}, "enough": 1},
        "real_training": {
            "scenario": "train_a_real_model",
            "input_shape": [48, 48, 3],
            "sizes": [40, 40, 40, 40],
            "options": {"epochs": 4, "batch_size": 72},
            "log_dir": _folders(rng, 1)[0],
            "training_seed": rng.randrange(2**31),
        },
        "logs_of_callbacks": {"scenario": "read_logs", "examines": "two_at_once"},
        "logs_of_training": {"scenario": "read_logs", "examines": "sorted_by_class"},
        "logs_of_real_training": {"scenario": "read_logs", "examines": "real_training"},
    }


def _models(rng: random.Random) -> dict[str, Case]:
    """Return the models to build: the default number of classes and another, never a square image."""
    sides = rng.sample([48, 56, 64, 72, 80], 4)
    four = {"scenario": "build", "input_shape": [*sides[:2], 3], "classes": 4, "named": {}, "learns": True}
    other = rng.choice([3, 5, 6])
    grey = {"scenario": "build", "input_shape": [*sides[2:], 1], "classes": other, "named": {"num_classes": other}}
    return {"four_classes": four, "other_classes": grey | {"learns": False}}


def _histories(rng: random.Random) -> dict[str, Case]:
    """Return rates as Keras records them; an empty list means: no rate was recorded."""
    rate, lower, lowest = 0.0010000000474974513, 0.0003000000142492354, 9.000000427477062e-05
    stay = rng.randint(2, 4)
    rates = {
        "reduced_twice": [rate] * stay + [lower] * 2 + [lowest] * 3,
        "reduced_at_the_ends": [rate] + [lower] * stay + [lowest],
        "never_reduced": [rate] * (stay + 2),
        "raised_too": [lower] * stay + [rate] * 2 + [lowest, lower, rate],
        "lowered_again": [lower, rate, lower, rate, lower],
        "one_epoch": [rate],
        "no_rates": [],
    }
    return {name: {"scenario": "list_reductions", "rates": one} for name, one in rates.items()}


def _training(rng: random.Random, sizes: list[int]) -> Case:
    """Return what `train` is called with besides its curve."""
    return {
        "scenario": "train_on_numbered_images",
        "sizes": sizes,
        "options": {"batch_size": rng.choice([72, 88, 104])},
        "log_dir": _folders(rng, 1)[0],
        "training_seed": rng.randrange(2**31),
    }


def _unequal(rng: random.Random) -> list[int]:
    """Return class sizes in random order.

    A random tenth misses the smallest class with a probability of 0.9 ** 190, which is 2e-9.
    """
    sizes = [rng.randint(1300, 1400), rng.randint(480, 560), rng.randint(280, 340), rng.randint(190, 220)]
    return rng.sample(sizes, 4)


def _folders(rng: random.Random, count: int) -> list[str]:
    """Return folders that do not exist yet, below one that does not either."""
    return [f"runs/{name}-{rng.randint(10, 99)}" for name in rng.sample(["first", "slow", "night", "new"], count)]


def _curve(rng: random.Random, moves: list[str], rate: float = 0.01, misleading: int = 1, start: float = START) -> Case:
    """Return the logs of a ``start`` and then ``moves``, relative to the best val_accuracy so far.

    The other values all look better every epoch, or all worse with ``misleading=-1``.
    """
    best, values = start, [start]
    for move in moves:
        value = round(best + _change(rng, move), 4)
        values.append(value)
        best = value if move in ("up", "edge", "just") else best
    epochs = [_epoch(index, value, misleading) for index, value in enumerate(values)]
    return {"scenario": "one_set", "epochs": epochs, "rate": rate, "log_dir": _folders(rng, 1)[0]}


def _diverged(case: Case, failed: range) -> Case:
    """Return ``case`` with NaN in every value of the epochs in ``failed``, from 0."""
    epochs = [dict.fromkeys(one, NAN) if at in failed else one for at, one in enumerate(case["epochs"])]
    return case | {"epochs": epochs}


def _change(rng: random.Random, move: str) -> float:
    if move.endswith("below"):
        return -float(move.split()[0])
    return rng.randint(*CHANGES[move]) / 10_000


def _epoch(index: int, val_accuracy: float, misleading: int) -> Case:
    better = 0.01 * index * misleading
    return {"accuracy": 0.6 + better, "loss": 0.9 - better, "val_accuracy": val_accuracy, "val_loss": 1.1 - 2 * better}
