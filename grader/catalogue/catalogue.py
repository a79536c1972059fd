"""The exercises of a kit, in order, and the way from what a person typed to one of them."""

from __future__ import annotations

from pathlib import Path

from grader.catalogue.exercise import Exercise, read_exercise
from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean
from grader.kit.paths import Kit


def all_exercises(kit: Kit) -> list[Exercise]:
    """Return every exercise of ``kit`` in the order of its folders; raises KitError when one cannot be read."""
    return [read_exercise(path.parent) for path in sorted(kit.exercises.glob("*/exercise.toml"))]


def find_exercise(kit: Kit, name: str) -> Exercise:
    """Return the exercise that ``name`` means: ``2``, ``02``, ``detect_overfitting``, or its folder.

    Raises KitError with the nearest name when there is none.
    """
    exercises = all_exercises(kit)
    wanted = Path(name).name.lower().replace("-", "_")
    for exercise in exercises:
        if wanted in _names_of(exercise):
            return exercise
    known = [name for exercise in exercises for name in (exercise.slug, exercise.slug[3:])]
    listing = ", ".join(exercise.slug for exercise in exercises)
    raise KitError(f"There is no exercise `{name}`.{did_you_mean(wanted, known)} The exercises are: {listing}.")


def _names_of(exercise: Exercise) -> set[str]:
    number, _, words = exercise.slug.partition("_")
    return {exercise.slug, words, number, number.lstrip("0") or "0"}
