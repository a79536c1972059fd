"""The settings of a term, as `course.toml` in the folder of a course holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import grader
from grader.catalogue import Exercise, all_exercises
from grader.course.shape import faults_of, slugs_of
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "course.toml"


@dataclass(frozen=True)
class Assignment:
    """What is handed in together: exercises with their points, until ``due``."""

    name: str
    exercises: tuple[Exercise, ...]
    points: dict[str, float]
    due: datetime | None = None


@dataclass(frozen=True)
class Extension:
    """More time for one student, for one assignment or for all that are due."""

    student: str
    assignment: str | None
    time: timedelta


@dataclass(frozen=True)
class Settings:
    """A term: its assignments and what holds for all of them."""

    course: str
    kit: str
    assignments: tuple[Assignment, ...]
    extensions: tuple[Extension, ...] = ()
    explain_points: float = 2.0
    late: str = "none"
    install: str = ""
    lessons: str | None = None

    def extension_of(self, student: str, assignment: str) -> timedelta | None:
        """Return how much more time ``student`` has; what is said of the assignment counts more than of all."""
        mine = [one for one in self.extensions if one.student == student]
        for name in (assignment, None):
            if found := [one.time for one in mine if one.assignment == name]:
                return found[-1]
        return None


def read_settings(path: Path, kit: Kit) -> Settings:
    """Return the settings in ``path``; raises KitError with everything that is wrong with them.

    A term keeps to one version of the kit: another one than that of ``path`` is refused.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{path} is not TOML: {error}.") from error
    exercises = all_exercises(kit)
    if faults := list(faults_of(table, exercises)):
        count = "one thing" if len(faults) == 1 else f"{len(faults)} things"
        raise KitError(f"{path} cannot be used; {count} to mend:\n  " + "\n  ".join(faults))
    refuse_other_kit(table["kit"], path)
    return _settings(table, exercises)


def refuse_other_kit(version: str, path: Path) -> None:
    """Raise KitError unless ``version``, that of the term, is the one of this kit."""
    if version != grader.__version__:
        raise KitError(
            f"{path} says that this term is taught and graded with version {version} of the kit, and this is "
            f"{grader.__version__}. Install {version}, or change `kit` in that file if the term moves to the new version."
        )


def _settings(table: dict[str, Any], exercises: list[Exercise]) -> Settings:
    whole = {key: table[key] for key in ("late", "install", "lessons", "explain_points") if key in table}
    return Settings(
        table["course"],
        table["kit"],
        tuple(_assignment(one, exercises) for one in table["assignment"]),
        tuple(_extension(one) for one in table.get("extension", [])),
        **whole,
    )


def _assignment(one: dict[str, Any], exercises: list[Exercise]) -> Assignment:
    by_slug = {exercise.slug: exercise for exercise in exercises}
    chosen = tuple(by_slug[slugs_of(name, exercises)[0]] for name in one["exercises"])
    own = {slugs_of(name, exercises)[0]: float(value) for name, value in one.get("points", {}).items()}
    points = {exercise.slug: own.get(exercise.slug, exercise.points) for exercise in chosen}
    return Assignment(one["name"], chosen, points, one.get("due"))


def _extension(one: dict[str, Any]) -> Extension:
    time = timedelta(days=one.get("days", 0), hours=one.get("hours", 0))
    return Extension(one["student"], one.get("assignment"), time)
