"""Floors: what the figures of each exercise must reach. A command raises them, and only a person lowers one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from grader.authoring.figures import Figures, figures
from grader.catalogue import Exercise, all_exercises
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "floors.toml"
AT_MOST = "recorded_at_most"  # mutants that are said to be right: the one figure that must not grow
Floors = dict[str, int]
_HEAD = """\
# What the figures of each exercise must reach, shares in percent. A test compares them with those of today.
# `grader author floors` raises them and lowers none: whoever lowers one by hand says why in the commit.
"""


def reached(found: Figures) -> Floors:
    """Return the figures that have floors, shares rounded down; what was never measured is not among them."""
    figures_of_it = {name: getattr(found, name) for name in ("rules", "checks", "right", "seeds", "wrong")}
    if mutants := found.mutants:
        figures_of_it |= {"killed": _percent(mutants.killed, mutants.made), AT_MOST: mutants.recorded}
    if (trial := found.trial) and trial.named:
        figures_of_it |= {"precision": _percent(trial.right, trial.told), "recall": _percent(trial.right, trial.named)}
    return figures_of_it


def fallen(kit: Kit, exercise: Exercise) -> list[str]:
    """Return a sentence for each figure of ``exercise`` that does not reach its floor, or has none."""
    return list(_fallen(read_floors(kit).get(exercise.slug, {}), reached(figures(kit, exercise))))


def _fallen(floors: Floors, today: Floors) -> Iterator[str]:
    for name, floor in floors.items():
        if name not in today:
            yield f"{name} is {floor} in {FILE}, but there is no such figure today"
        elif _best(name, floor, today[name]) != today[name]:
            yield f"{name} was {floor} and is {today[name]}"
    yield from (f"{name} has no floor: run `grader author floors`" for name in today if name not in floors)


def raise_floors(kit: Kit) -> list[str]:
    """Write the better of each floor and the figure of today; return a sentence for each figure below its floor.

    The floors of exercises that are gone stay, to be seen.
    """
    floors, faults = read_floors(kit), list[str]()
    for exercise in all_exercises(kit):
        mine, today = floors.get(exercise.slug, {}), reached(figures(kit, exercise))
        floors[exercise.slug] = mine | {
            name: _best(name, mine.get(name, value), value) for name, value in today.items()
        }
        faults += [f"{exercise.slug}: {fault}" for fault in _fallen(floors[exercise.slug], today)]
    tables = (
        "\n".join([f"\n[{slug}]", *(f"{name} = {value}" for name, value in mine.items()), ""])
        for slug, mine in sorted(floors.items())
    )
    (kit.solutions / FILE).write_text(_HEAD + "".join(tables), encoding="utf-8")
    return faults


def read_floors(kit: Kit) -> dict[str, Floors]:
    """Return the floors by the names of exercises; raises KitError when the file is damaged."""
    file = kit.solutions / FILE
    try:
        floors = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KitError(f"{file} cannot be read: {error}.") from error
    if not all(isinstance(one, dict) and all(type(it) is int for it in one.values()) for one in floors.values()):
        raise KitError(f"{file} cannot be read: it holds a table of whole numbers for each exercise.")
    return floors


def _best(name: str, one: int, other: int) -> int:
    return min(one, other) if name == AT_MOST else max(one, other)


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0
