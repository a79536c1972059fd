"""The trainings that a callback watches: which images it gets, and which class the model foretells for each of them."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
SIZES = ([8, 12], [12, 8])
CLASSES = 60


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; trainings with foretold predictions first, then the real one, then looks at the GIFs.

    Many trainings ask for as many samples as there are: a choice that may take one twice passes all of them about once
    in a million times.
    """
    size = rng.choice(SIZES)
    trainings = {
        "one_row": _case(rng, size, [_callback(rng, CLASSES, 4, display_freq=2)], [_fit(3)], changing_length=True),
        "one_sample": _case(rng, size, [_callback(rng, 5, 1, by_name=True)], [_fit(1)]),
        "one_channel": _case(rng, [*size, 1], [_callback(rng, 3, 3, by_name=True)], [_fit(1)]),
        "colours": _case(rng, [*size, 3], [_callback(rng, 3, 3, kind="uint8")], [_fit(1)]),
        "float_colours": _case(rng, [*size, 3], [_callback(rng, 3, 3)], [_fit(1)]),
        "few": _case(rng, size, [_callback(rng, 3, None, by_name=True, kind="uint8")], [_fit(1)]),
        "by_default": _case(rng, size, [_callback(rng, 11, None)], [_fit(1, 5)]),
        "three_seeds": _three_seeds(rng, size),
        "continued": _case(rng, size, [_callback(rng, 3, 3, path_as="path", by_name=True)], [_fit(3, 8)]),
        "stopped": _case(rng, size, [_callback(rng, 2, 2, path_as="absolute")], [_fit(6) | {"last": 1}]),
        "new_folder": _case(rng, size, [_callback(rng, 2, 2, path_as="path", new_folder=True)], [_fit(1)]),
        "bare_name": _case(rng, size, [_callback(rng, 2, 2, path="alone.gif")], [_fit(1)]),
        "twice": _case(rng, size, [_callback(rng, 12, 3, display_freq=2)], [_fit(2), _fit(1)]),
        "two_at_once": _two_at_once(rng, size),
        "real_training": _case(rng, size, [_callback(rng, 12, 2, truth=4, display_freq=1)], [_fit(2)])
        | {"scenario": "train_twice", "classes": 4},
    }
    trainings |= {name: trainings[name] | {"show_closes": True} for name in ("continued", "twice", "real_training")}
    looks = {
        f"animation_of_{name}": {
            "scenario": "look_at_animations",
            "examines": name,
            "paths": [one["path"] for one in trainings[name]["callbacks"]],
        }
        for name in ("one_row", "continued", "stopped", "twice", "two_at_once", "real_training")
    }
    return trainings | looks


def _fit(epochs: int, initial_epoch: int = 0) -> Case:
    return {"epochs": epochs, "initial_epoch": initial_epoch}


def _callback(
    rng: random.Random,
    images: int,
    n_samples: int | None,
    *,
    first: int = 0,
    truth: int = CLASSES,
    kind: str = "float32",
    path: str = "",
    path_as: str = "str",
    new_folder: bool = False,
    by_name: bool = False,
    **options: Any,
) -> Case:
    """Return what one callback is made with: images ``first``, ``first + 1`` ..., each of a class of its own if it can.

    Only with ``new_folder`` the folder of its path is missing. ``options`` are its other arguments in their order;
    ``n_samples`` None leaves all of them out.
    """
    if n_samples is not None:
        options = {"n_samples": n_samples, "seed": rng.randrange(10_000)} | options
        if not by_name:
            options = {"display_freq": 10} | options
    labels = rng.sample(range(truth), images) if images <= truth else [rng.randrange(truth) for _ in range(images)]
    return {
        "first": first,
        "truth": labels,
        "kind": kind,
        "path": path
        or f"{rng.choice(['pictures', 'runs', 'new'])}/{rng.choice(['a', 'b'])}/{rng.choice(['vis', 'gif'])}.gif",
        "path_as": path_as,
        "new_folder": new_folder,
        "by_name": by_name,
        "options": {name: options[name] for name in ("display_freq", "n_samples", "seed") if name in options},
    }


def _case(
    rng: random.Random, shape: list[int], callbacks: list[Case], fits: list[Case], *, changing_length: bool = False
) -> Case:
    images = max(one["first"] + len(one["truth"]) for one in callbacks)
    truth = {one["first"] + place: label for one in callbacks for place, label in enumerate(one["truth"])}
    epochs = max(fit["initial_epoch"] + fit["epochs"] for fit in fits)
    return {
        "scenario": "animate",
        "shape": shape,
        "classes": CLASSES,
        "callbacks": callbacks,
        "fits": fits,
        "foretold": _foretold(rng, [truth[image] for image in range(images)], epochs, changing_length),
        "show_closes": False,
        "training_seed": rng.randrange(2**31),
    }


def _foretold(rng: random.Random, truth: list[int], epochs: int, changing_length: bool) -> list[list[int]]:
    """Return the class for each image before training and after each epoch: never the true one, never the one before.

    With ``changing_length`` the classes of the first epoch have one digit, and all others two: titles change their width.
    """
    rows: list[list[int]] = []
    for row in range(epochs + 1):
        low, high = ((0, 9) if row == 1 else (10, CLASSES - 1)) if changing_length else (0, CLASSES - 1)
        before = rows[-1] if rows else truth
        rows.append([_other(rng, low, high, pair) for pair in zip(truth, before, strict=True)])
    return rows


def _other(rng: random.Random, low: int, high: int, than: tuple[int, ...]) -> int:
    return rng.choice([one for one in range(low, high + 1) if one not in than])


def _three_seeds(rng: random.Random, size: list[int]) -> Case:
    """Return three callbacks for the same 2000 images: one without a seed, one with the default, one with another.

    Two choices of 2 are the same once in two million times.
    """
    labels = [rng.randrange(CLASSES) for _ in range(2000)]
    callbacks = []
    for number, seed in enumerate(({}, {"seed": 0}, {"seed": rng.randint(1, 10_000)})):
        one = _callback(rng, 1, None, path=f"seeds/{number}.gif", by_name=True)
        callbacks.append(one | {"truth": labels, "options": {"display_freq": 5, "n_samples": 2} | seed})
    return _case(rng, size, callbacks, [_fit(1)] * 3) | {"apart": True}


def _two_at_once(rng: random.Random, size: list[int]) -> Case:
    """Return two callbacks with different images for one training."""
    first = _callback(rng, 2, 2, path="both/first.gif", display_freq=1)
    second = _callback(rng, 2, 1, first=len(first["truth"]), path="both/second.gif", display_freq=2, by_name=True)
    return _case(rng, size, [first, second], [_fit(2)])
