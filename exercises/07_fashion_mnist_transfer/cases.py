"""The models, curves, trials and accuracies that a submission is shown; every gain is clear of the 1e-4 that may decide."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

Case = dict[str, Any]
NAN = float("nan")
FIRST = 1.2


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; scripted ones first, real networks last."""
    return {
        **_curves(rng),
        **_summaries(rng),
        **_trials(rng),
        "seen_data": _seen_data(rng),
        **_models(rng),
        "saved_of_stops": {"scenario": "read_models", "examines": "stops"},
        "saved_of_climbs_back": {"scenario": "read_models", "examines": "climbs_back"},
        "saved_of_two_at_once": {"scenario": "read_models", "examines": "two_at_once"},
        "saved_of_six_runs": {"scenario": "read_models", "examines": "six_runs"},
        "saved_of_few_runs": {"scenario": "read_models", "examines": "few_runs"},
        "logs_of_two_at_once": {"scenario": "read_logs", "examines": "two_at_once"},
        "logs_of_few_runs": {"scenario": "read_logs", "examines": "few_runs"},
    }


def _curves(rng: random.Random) -> dict[str, Case]:
    """Return curves for one set of callbacks: each letter is an epoch, b(etter), t(ie) or w(orse) than the best so far.

    val_accuracy, and where it matters the training values too, point in the other direction than val_loss.
    """
    start = "b" * rng.randint(1, 2)
    gap = rng.choice(["w", "ww", "wt"])
    twice = {"scenario": "two_sets", "run_dirs": _folders(rng, 2)}
    return {
        "stops": _one_set(rng, start + gap + "b" + _shuffled(rng, "wwt") + "bbb"),
        "overfits_at_once": _one_set(rng, "wwwww"),
        "keeps_improving": _one_set(rng, "b" * rng.randint(5, 7), training=-1),
        "now_and_then": _one_set(rng, "bwwbtwb", training=-1),
        "small_gains": _one_set(rng, "s" * 6),
        "starts_badly": _one_set(rng, "wwbb", first=150.0),
        "climbs_back": _one_set(rng, start + "321b"),
        "two_at_once": _one_set(rng, rng.choice(["bwbw", "wbbt", "bbwt"])) | twice,
        "not_a_number": _diverged(_one_set(rng, "bwbb"), range(1, 9, 2)),
        "never_a_number": _diverged(_one_set(rng, "bbbbb"), range(9)),
    }


def _diverged(case: Case, failed: range) -> Case:
    """Return ``case`` with NaN in every value of the epochs in ``failed``, from 0."""
    epochs = [dict.fromkeys(one, NAN) if at in failed else one for at, one in enumerate(case["epochs"])]
    return case | {"epochs": epochs}


def _one_set(rng: random.Random, moves: str, training: int = 1, first: float = FIRST) -> Case:
    return {"scenario": "one_set", "epochs": _curve(rng, moves, training, first), "run_dir": _folders(rng, 1)[0]}


def _shuffled(rng: random.Random, letters: str) -> str:
    """Return ``letters`` in another order; the first stays, so that a plateau begins with a worse value."""
    return letters[0] + "".join(rng.sample(letters[1:], len(letters) - 1))


def _curve(rng: random.Random, moves: str, training: int = 1, first: float = FIRST) -> list[dict[str, float]]:
    """Return logs that start with the val_loss ``first`` and then make these moves.

    The training values improve, or get worse with ``training=-1``.
    """
    losses = _values(rng, moves, first)
    return [
        {
            "accuracy": 0.6 + 0.01 * index * training,
            "loss": 0.9 - 0.01 * index * training,
            # It gets better where the loss gets worse.
            "val_accuracy": round((loss - first) / 4 + 0.6, 6),
            "val_loss": loss,
        }
        for index, loss in enumerate(losses)
    ]


def _values(rng: random.Random, moves: str, first: float) -> list[float]:
    """Return ``first`` and the values after it, as multiples of 0.00001.

    s is better by 0.00017, t a tie with the best, b better and w worse by at random; a digit is worse by 0.03 times it.
    """
    best, values = first, [first]
    for move in moves:
        steps = {"b": rng.randint(120, 240), "s": 1.7, "t": 0, "w": -rng.randint(200, 900)}
        change = steps[move] if move in steps else -300 * int(move)
        values.append(round(best - change / 10_000, 5))
        best = min(best, values[-1])
    return values


def _summaries(rng: random.Random) -> dict[str, Case]:
    """Return lists of accuracies: those of the statement, a few others, a single one."""
    lists = {
        "statement": [0.9079, 0.9076, 0.9056, 0.9080, 0.9065, 0.9052],
        "two": [round(rng.uniform(0.7, 0.8), 4), round(rng.uniform(0.85, 0.95), 4)],
        "many": [round(rng.uniform(0.6, 0.95), 4) for _ in range(rng.randint(7, 11))],
        "single": [round(rng.uniform(0.6, 0.95), 4)],
    }
    return {
        f"summary_{name}": {"scenario": "summarize", "accuracies": one, "training_seed": rng.randrange(2**31)}
        for name, one in lists.items()
    }


def _trials(rng: random.Random) -> dict[str, Case]:
    """Return trials with the default numbers of runs and epochs, and some with their own."""
    # Best and last epochs: 1 and 4, 4 and 7, 3 and 6, 2 and 5, 6 and 9, 5 and 8.
    plans = ["www", "bwb" + _shuffled(rng, "wwt"), "bbwww", "bwtw", "bbbbbwww", "wbwbwwt"]
    epochs = rng.randint(5, 7)
    few = rng.sample(["b" * 9, "wb" * 5, "bwwb" + "w" * 6], 2)
    data = {name: _points(rng, name) for name in ("train", "val", "test")}
    six = {"curves": [_curve(rng, one) for one in rng.sample(plans, 6)], "n_runs": None, "epochs": None}
    other = {"curves": [_curve(rng, one) for one in few], "n_runs": len(few), "epochs": epochs}
    return {
        name: {"scenario": "marked_trials", "data": data, "directory": _folders(rng, 1)[0]} | one
        for name, one in (("six_runs", six), ("few_runs", other))
    }


def _points(rng: random.Random, part: str) -> dict[str, list[Any]]:
    """Return points and classes; those of the test tell every marker up to 21 apart: each has another accuracy."""
    if part == "test":
        borders = [-2.2, *(-1 - 1 / marker for marker in range(1, 22)), -0.9]
        points = [round((one + other) / 2, 5) for one, other in pairwise(borders)]
        return {"x": rng.sample(points, len(points)), "y": [0] * len(points)}
    points = [round(rng.uniform(-2.2, -0.9), 5) for _ in range(rng.randint(6, 12))]
    return {"x": points, "y": [rng.randint(0, 1) for _ in points]}


def _seen_data(rng: random.Random) -> Case:
    """Return trials whose models note which images they are shown; each has two real epochs."""
    return {
        "scenario": "spied_trials",
        "images": [rng.randint(20, 28), rng.randint(7, 10), rng.randint(5, 6)],
        "curves": [_curve(rng, "b"), _curve(rng, "b")],
        "n_runs": 2,
        "epochs": 2,
        "directory": _folders(rng, 1)[0],
        "training_seed": rng.randrange(2**31),
    }


def _models(rng: random.Random) -> dict[str, Case]:
    """Return the networks to build; ``images`` holds the grey levels of the four quarters of each image."""
    asked = {
        "image_shape": [rng.choice([24, 32, 36])] * 2 + [1],
        "base_size": rng.choice([48, 64, 80]),
        "weights": None,
        "alpha": rng.choice([0.35, 0.5]),
        "learning_rate": rng.choice([3e-4, 5e-3, 2e-2]),
    }
    mixed = [rng.sample(levels, 4) for levels in ([0, 60, 120, 180, 240], [20, 70, 150, 220], [10, 90, 200, 255])]
    images = [[0] * 4, [255] * 4, [128] * 4, *mixed]
    rights = [0, rng.randint(1, 8), 9]
    types = ["uint8", rng.choice(["int32", "int64"]), "float32", "float64"]
    return {
        "asked_model": {
            "scenario": "build_as_asked",
            "lane": "networks",
            "asked": asked,
            "images": images,
            "types": types,
            "rights": rights,
        },
        "default_model": {"scenario": "build_by_default", "lane": "networks", "images": images},
    }


def _folders(rng: random.Random, count: int) -> list[str]:
    """Return folders that do not exist yet, below one that does not either."""
    return [f"runs/{name}-{rng.randint(10, 99)}" for name in rng.sample(["first", "slow", "night", "new"], count)]
