"""The settings of the schedules, what they are asked, what they must refuse, and the trainings that follow one."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
Settings = dict[str, Any]
RATES = (0.02, 0.05, 0.1, 0.2, 0.4)


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; schedules first, the real training last."""
    return {
        **_step_decay(rng),
        **_exponential_decay(rng),
        **_warmup(rng),
        **_models(rng),
        "training": _training(rng),
        "real_training": {
            "scenario": "train_your_own_model",
            "input_shape": [64, rng.choice([66, 68]), 3],
            "images": 4,
            "batch": 4,
            "peak_lr": rng.choice([0.008, 0.02]),
            "warmup_epochs": rng.choice([2, 4]),
            "epochs": 5,
            "training_seed": rng.randrange(2**31),
        },
    }


def _step_decay(rng: random.Random) -> dict[str, Case]:
    first, second, third = rng.sample(RATES, 3)
    drops, every = rng.sample([0.3, 0.6, 0.8], 2), rng.sample([2, 3, 4], 2)
    settings = [
        _settings(first),
        _settings(second, drop=drops[0], epochs_drop=every[0]),
        _settings(third, drops[1]),
        _settings(first, epochs_drop=every[1]),
        _settings(second, 1.0, 2),
    ]
    others = [_settings(second, drops[0], every[0]), _settings(first, drop=drops[1]), _settings(rng.choice([1, 2]), 1)]
    bad = {
        "initial_lr": [0, -rng.choice(RATES)],
        "drop": [0, -0.5, rng.choice([1.01, 1.5])],
        "epochs_drop": [0, -rng.randint(1, 3), 0.5],
    }
    return _about("make_step_decay", rng, settings, others, bad, {"initial_lr": first})


def _exponential_decay(rng: random.Random) -> dict[str, Case]:
    first, second, third = rng.sample(RATES, 3)
    decays, starts = rng.sample([0.05, 0.2, 0.3], 2), rng.sample([2, 3, 4, 5], 2)
    settings = [
        _settings(first),
        _settings(second, k=decays[0], start_epoch=starts[0]),
        _settings(third, decays[1], 0),
        _settings(first, start_epoch=starts[1]),
        _settings(second, 0, 3),
    ]
    others = [
        _settings(second, decays[0], starts[0]),
        _settings(first, start_epoch=starts[1]),
        _settings(rng.choice([1, 2]), 0.2, 4),
    ]
    bad = {
        "initial_lr": [0, -rng.choice(RATES)],
        "k": [-rng.choice([0.1, 1, 2])],
        "start_epoch": [-1, -rng.randint(2, 9)],
    }
    return _about("make_exponential_decay", rng, settings, others, bad, {"initial_lr": first})


def _warmup(rng: random.Random) -> dict[str, Case]:
    first, second, third = rng.sample(RATES, 3)
    lengths = rng.sample([3, 4, 5, 6], 2)
    settings = [
        _settings(first, lengths[0]),
        _settings(peak_lr=second, warmup_epochs=lengths[1]),
        _settings(third, 0),
        _settings(second, 1),
    ]
    others = [
        _settings(second, lengths[0]),
        _settings(first, warmup_epochs=lengths[1]),
        _settings(rng.choice([1, 2]), 2),
    ]
    bad = {"peak_lr": [0, -rng.choice(RATES)], "warmup_epochs": [-1, -rng.randint(2, 9)]}
    return _about("make_warmup", rng, settings, others, bad, {"peak_lr": first, "warmup_epochs": 3})


def _settings(*given: float, **named: float) -> Settings:
    return {"given": list(given), "named": named}


def _about(
    maker: str,
    rng: random.Random,
    settings: list[Settings],
    others: list[Settings],
    bad: dict[str, list[float]],
    good: dict[str, float],
) -> dict[str, Case]:
    """Return the three cases about one maker.

    ``settings`` are asked epoch by epoch, as Keras does; ``others`` backwards and then at random, three schedules by
    turns, with an ``lr`` that is far too high and then far too low. Each value of ``bad`` comes with otherwise ``good``
    arguments.
    """
    epochs = range(16)
    shuffled = rng.sample(epochs, len(epochs))
    asked = [[which, epoch, rng.choice([3.5, 7.0, 9.5])] for epoch in reversed(epochs) for which in range(len(others))]
    asked += [[which, epoch, rng.choice([1e-6, 1e-5])] for epoch in shuffled for which in range(len(others))]
    refused = [{"name": name, "named": good | {name: value}} for name, values in bad.items() for value in values]
    return {
        f"{maker}_in_order": {"scenario": "ask_in_order", "maker": maker, "settings": settings, "epochs": len(epochs)},
        f"{maker}_out_of_order": {"scenario": "ask_out_of_order", "maker": maker, "settings": others, "asked": asked},
        f"{maker}_refused": {"scenario": "refuse", "maker": maker, "good": good, "bad": refused},
    }


def _models(rng: random.Random) -> dict[str, Case]:
    """Return what is built; images are large enough for large kernels and poolings, not square, not of 3 colours."""
    height, width = rng.sample([64, 68, 72, 76], 2)
    shape = [height, width, rng.choice([1, 4])]
    return {"models": {"scenario": "build", "input_shape": shape, "training_seed": rng.randrange(2**31)}}


def _training(rng: random.Random) -> Case:
    """Return a training that follows a table: rates up and down, one of them twice in a row.

    Neighbours differ by a third at least, and none is the rate that the model was compiled with. From the second epoch
    on nothing improves, so a callback that stops or slows down on a plateau shows.
    """
    table = rng.sample([0.002, 0.004, 0.008, 0.016, 0.03, 0.06, 0.12], 5)
    again = rng.randint(1, 4)
    table.insert(again, table[again - 1])
    worse = rng.choice([0.05, 0.1])
    epochs = [
        {"loss": 0.9, "accuracy": 0.6, "val_loss": 0.8 + worse * epoch, "val_accuracy": 0.6 - worse * epoch / 2}
        for epoch in range(len(table))
    ]
    return {
        "scenario": "train_on_numbered_images",
        "table": table,
        "rate": 0.01,
        "epochs": epochs,
        "images": [rng.randint(10, 13), rng.randint(5, 7)],
        "batch": 4,
        "training_seed": rng.randrange(2**31),
    }
