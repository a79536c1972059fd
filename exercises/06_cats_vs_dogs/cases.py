"""The image sizes, curves and histories that a submission is shown; every gain is clear of the 1e-4 that may decide."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
RATE = 0.001
NAN = float("nan")


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; scripted ones first, the real training last."""
    return {
        **_models(rng),
        **_curves(rng),
        **_histories(rng),
        **_data(rng),
        **_trainings(rng),
        "saved_of_plateaus": {"scenario": "read_model", "examines": "plateaus"},
        "saved_of_climbs_back": {"scenario": "read_model", "examines": "climbs_back"},
        "saved_of_first_of_two": {"scenario": "read_model", "examines": "two_at_once"},
        "saved_of_training": {"scenario": "read_model", "examines": "training"},
    }


def _models(rng: random.Random) -> dict[str, Case]:
    """Return the models to build; images are large enough for four poolings, and not square."""
    height, width = rng.sample([64, 72, 80, 88, 96], 2)
    return {
        "default_model": {"scenario": "build", "input_shape": None},
        "other_model": {"scenario": "build", "input_shape": [height, width, 3]},
    }


def _data(rng: random.Random) -> dict[str, Case]:
    """Return how the data is loaded; the second batch size divides neither 320 nor 80."""
    size = rng.sample([32, 36, 44, 48, 52, 56], 2)
    options = {"image_size": size, "batch_size": rng.choice([24, 28, 36, 44])}
    return {
        "default_data": {"scenario": "load", "options": {}, "passes": 2},
        "other_data": {"scenario": "load", "options": options, "passes": 1},
    }


def _curves(rng: random.Random) -> dict[str, Case]:
    """Return curves: each letter is an epoch, b(etter), t(ie) or w(orse) than the best so far.

    Where one of the two validation values moves in one direction, the other one moves in the opposite direction:
    whoever watches the wrong one acts in the wrong epochs.
    """
    start = rng.randint(1, 2)
    gap = rng.choice(["w", "ww", "tw"])
    twice = {"scenario": "two_sets", "directories": _folders(rng, 2)}
    return {
        "plateaus": _curve(
            rng,
            loss="b" * start + gap + "b" + _shuffled(rng, "wwwt") + "b" + gap + "b" + _shuffled(rng, "wwwwt") + "bbb",
        ),
        "plateau_goes_on": _curve(rng, loss="b" * start + _shuffled(rng, "wwwt") + "b" + _shuffled(rng, "wwtt") + "bb"),
        "plateau_after_plateau": _curve(
            rng, loss="b" * start + _shuffled(rng, "wwt") + "b" + _shuffled(rng, "wwt") + "bb"
        ),
        "overfits_at_once": _curve(rng, loss="wwwwwww", accuracy="bbbbbbb"),
        "keeps_improving": _curve(rng, loss="b" * 9, accuracy="b" + _shuffled(rng, "wwwwtt") + "bw", training=-1),
        "small_gains": _curve(rng, loss="s" * 9, accuracy="s" * 9),
        "starts_badly": _curve(rng, loss="wwwbbb", accuracy="tttbtb", starts=(150.0, 0.0)),
        "climbs_back": _curve(rng, loss="b" * start + "54321bb", accuracy="b" * start + "7654321"),
        "two_at_once": _curve(rng, loss="bwwwwbw", accuracy="bbwbwwt") | twice,
        "not_a_number": _diverged(_curve(rng, loss="bwbb"), range(1, 9, 2)),
        "never_a_number": _diverged(_curve(rng, loss="b" * 7), range(9)),
    }


def _diverged(case: Case, failed: range) -> Case:
    """Return ``case`` with NaN in every value of the epochs in ``failed``, from 0."""
    epochs = [dict.fromkeys(one, NAN) if at in failed else one for at, one in enumerate(case["epochs"])]
    return case | {"epochs": epochs}


def _shuffled(rng: random.Random, letters: str) -> str:
    """Return ``letters`` in another order; the first stays, so that a plateau begins with a worse value."""
    return letters[0] + "".join(rng.sample(letters[1:], len(letters) - 1))


def _curve(
    rng: random.Random, loss: str, accuracy: str = "", training: int = 1, starts: tuple[float, float] = (1.2, 0.5)
) -> Case:
    """Return logs of a start, a loss and an accuracy, and then these moves.

    The training values improve, or get worse with ``training=-1``.
    """
    accuracy = accuracy or "".join(rng.choice("bbt") if move in "wt" else rng.choice("wt") for move in loss)
    losses, accuracies = _values(rng, starts[0], -1, loss), _values(rng, starts[1], 1, accuracy)
    epochs = [
        {
            "accuracy": 0.6 + 0.01 * index * training,
            "loss": 0.9 - 0.01 * index * training,
            "val_accuracy": one,
            "val_loss": other,
        }
        for index, (one, other) in enumerate(zip(accuracies, losses, strict=True))
    ]
    return {"scenario": "one_set", "epochs": epochs, "rate": RATE, "directory": _folders(rng, 1)[0]}


def _values(rng: random.Random, start: float, better: int, moves: str) -> list[float]:
    """Return ``start`` and the values after it, as multiples of 0.00001.

    s is better by 0.00017, t a tie with the best, b better and w worse by at random; a digit is worse by 0.03 times it.
    """
    best, values = start, [start]
    for move in moves:
        steps = {"b": rng.randint(120, 240), "s": 1.7, "t": 0, "w": -rng.randint(200, 900)}
        change = steps[move] if move in steps else -300 * int(move)
        values.append(round(best + better * change / 10_000, 5))
        best = values[-1] if change > 0 else best
    return values


def _histories(rng: random.Random) -> dict[str, Case]:
    """Return what `analyze` is given: rates as Keras records them, an empty list where none was recorded."""
    high, low, lower = 0.0010000000474974513, 0.0005000000237487257, 0.0002500000118743628
    stay = rng.randint(2, 4)
    cases = {
        "reduced_once": ("b" * stay + "wwwww", [high] * (stay + 4) + [low] * 2),
        "best_is_a_tie": ("bb" + "wt" * stay + "w", [high] * (stay * 2 + 4)),
        "best_comes_first": ("wwwww", [high] * 4 + [low] * 2),
        "best_comes_last": ("b" * (stay + 3), []),
        "rises_first": ("bbbww", [low, high, high, high, low, low]),
        "only_rises": ("bbbwb", [lower, lower, low, low, high, high]),
        "reduced_and_raised": ("bwbwbw", [high, high, low, low, high, high, high]),
        "reduced_at_the_end": ("bwww", [high] * 4 + [low]),
        "reduced_for_one_epoch": ("bwb", [low, high, low, high]),
        "one_epoch": ("", [high]),
    }
    diverged = _history(rng, "ww", [high] * 3) | {"val_loss": [NAN] * 3}
    return {f"history_{name}": _history(rng, *one) for name, one in cases.items()} | {"diverged_history": diverged}


def _history(rng: random.Random, loss: str, rates: list[float]) -> Case:
    losses = _values(rng, 1.2, -1, loss)
    opposite = "".join("b" if move in "wt" else "w" for move in loss)
    return {
        "scenario": "analyze_history",
        "val_loss": losses,
        "val_accuracy": _values(rng, 0.5, 1, opposite),
        "learning_rate": rates,
        "epochs": rng.choice([50, 60, 80]),
    }


def _trainings(rng: random.Random) -> dict[str, Case]:
    """Return the calls of `train`; a training that stops by itself, one with default epochs, and a real one."""
    stops = "b" * rng.randint(1, 2) + "wwwwbwwwww"
    spied = {"scenario": "train_on_numbered_images", "images": [rng.randint(20, 28), rng.randint(7, 10)], "batch": 10}
    return {
        "training": _curve(rng, loss=stops) | spied | {"epochs_asked": rng.randint(30, 40)},
        "default_epochs": _curve(rng, loss="b") | spied | {"epochs_asked": None, "enough": 1},
        "real_training": {
            "scenario": "train_a_real_model",
            "epochs_asked": 7,
            "directory": _folders(rng, 1)[0],
            "training_seed": rng.randrange(2**31),
        },
    }


def _folders(rng: random.Random, count: int) -> list[str]:
    """Return folders that do not exist yet, below one that does not either."""
    return [f"runs/{name}-{rng.randint(10, 99)}" for name in rng.sample(["first", "slow", "night", "new"], count)]
