"""The trainings that are killed and called again; every val_loss differs from every other one by more than 1e-3."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]
# So many states that the directory goes through while an epoch is saved are tried at most.
MOMENTS = 30
# The files that may be put right in a new call, and in how many of these calls a kill at that moment is tried.
PUT_RIGHT, TWICE = ("history.csv", "best_model.keras"), 2


def draw(rng: random.Random) -> dict[str, Case]:
    """Return the cases by name; each chain of calls works in the folder of its first one."""
    chains = {
        "whole": _whole(rng),
        "real": _real(rng),
        "between": _between(rng),
        "within": _within(rng),
        "at_once": _at_once(rng),
        "first": _first(rng),
        "saving": _saving(rng),
    }
    cases = {f"{chain}_{number}": case for chain, links in chains.items() for number, case in enumerate(links)}
    left = {
        f"left_by_{chain}": {"scenario": "look", "examines": f"{chain}_0", "directory": links[0]["directory"]}
        for chain, links in chains.items()
    }
    return {**cases, **left}


def _between(rng: random.Random) -> list[Case]:
    """Kill before the first batch of an epoch, twice; the best epoch comes before the first kill.

    Then call again when all is done, and then for more epochs.
    """
    first, second = rng.randint(2, 3), rng.randint(4, 5)
    epochs = second + rng.randint(1, 2)
    losses = _losses(rng, epochs + 2, best=rng.randint(0, first - 1))
    calls = [
        _call(rng, epochs, losses, {"epoch": first, "batch": 0}),
        _call(rng, epochs, losses, {"epoch": second, "batch": 0}),
        _call(rng, epochs, losses),
        _call(rng, epochs, losses) | {"later": True},
        _call(rng, epochs + 2, losses),
    ]
    return _chain(rng, "between", calls)


def _within(rng: random.Random) -> list[Case]:
    """Kill in the middle of an epoch, in the middle of the same one again, and in a later one; the best comes between."""
    first, second = rng.randint(1, 2), rng.randint(4, 5)
    epochs = second + rng.randint(1, 2)
    losses = _losses(rng, epochs, best=rng.randint(first, second - 1))
    calls = [
        _call(rng, epochs, losses, {"epoch": first, "batch": rng.randint(1, 3)}),
        _call(rng, epochs, losses, {"epoch": first, "batch": rng.randint(1, 3)}),
        _call(rng, epochs, losses, {"epoch": second, "batch": rng.randint(1, 3)}),
        _call(rng, epochs, losses),
    ]
    return _chain(rng, "within", calls)


def _at_once(rng: random.Random) -> list[Case]:
    """Kill before anything was completed; then all goes well, and the best epoch is the last one."""
    losses = _losses(rng, 3, best=2)
    return _chain(rng, "at_once", [_call(rng, 3, losses, {"epoch": 0, "batch": 1}), _call(rng, 3, losses)])


def _real(rng: random.Random) -> list[Case]:
    """Train with the loop of Keras itself, killed once."""
    losses = _losses(rng, 3, best=0)
    return _chain(rng, "real", [_call(rng, 3, losses, {"epoch": 1, "batch": 1}), _call(rng, 3, losses)], real=True)


def _whole(rng: random.Random) -> list[Case]:
    """Let one call do it all; the best epoch is neither the first nor the last."""
    epochs = rng.randint(4, 5)
    return _chain(rng, "whole", [_call(rng, epochs, _losses(rng, epochs, best=rng.randint(1, epochs - 2)))])


def _first(rng: random.Random) -> list[Case]:
    """Kill while the very first epoch is being saved."""
    losses = _losses(rng, 3, best=rng.randint(0, 2))
    # In the first two states some answers have no more than a file that is not yet in its place.
    death = {"epoch": 0, "saving": rng.randint(3, 8)}
    return _chain(rng, "first", [_call(rng, 3, losses, death), _call(rng, 3, losses)])


def _saving(rng: random.Random) -> list[Case]:
    """Save an epoch once, and go on from each state that the directory goes through, as after a kill.

    Then go on from states of these calls in which they put a file right, in a child that comes after theirs.
    """
    # A single batch an epoch: what matters here comes after it. Two epochs or three come before the one in question:
    # files that take turns are all there then, and what is old is removed.
    fields = {"record": rng.uniform(0.4, 0.5), "worse": rng.uniform(2.0, 3.0), "samples": rng.randint(20, 32)}
    fields |= {"epochs": rng.randint(2, 3), "moments": MOMENTS}
    names = [str(number) for number in range(1, MOMENTS + 1)]
    # Calls that do the same are to leave the same.
    resume = {"scenario": "resume", "training_seed": rng.randrange(2**31)}
    slots = [f"{name}-{number}" for name in PUT_RIGHT for number in range(1, TWICE + 1)]
    first = [resume | {"moment": name, "continues": "saving_0", "put_right": slots} for name in names]
    again = [resume | {"moment": slot, "continues": f"saving_{MOMENTS}"} for slot in slots]
    return _chain(rng, "saving", [{"scenario": "sweep"}, *first, *again], lane="saving", **fields)


def _chain(rng: random.Random, name: str, calls: list[Case], **fields: Any) -> list[Case]:
    """Return the cases of calls that follow each other, on the same data and the same directory."""
    same = {
        "directory": rng.choice(["runs/night", "out/model-a", "trainings/first"]) + f"-{rng.randint(10, 99)}",
        "kind": rng.choice(["str", "path"]),
        "data_seed": rng.randrange(2**31),
        "samples": rng.randint(66, 96),
        **fields,
    }
    cases = [same | {"training_seed": rng.randrange(2**31)} | call for call in calls]
    for number, case in enumerate(cases[1:]):
        case.setdefault("continues", f"{name}_{number}")
    return cases


def _call(rng: random.Random, epochs: int, losses: list[float], death: Case | None = None) -> Case:
    dying = {"dies": True, "death": death} if death else {}
    return {"scenario": "call", "epochs": epochs, "losses": losses, "by_name": rng.choice([True, False])} | dying


def _losses(rng: random.Random, count: int, best: int) -> list[float]:
    """Return a val_loss for each epoch, in any order, with the lowest in ``best``; all are multiples of 0.01."""
    others = rng.sample(range(60, 160), count - 1)
    values = [*others[:best], rng.randint(20, 50), *others[best:]]
    return [value / 100 for value in values]
