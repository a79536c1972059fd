"""What ships with an exercise: its misconceptions in words, and what wrong submissions show, without any of their code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grader.diagnosis.nearest import Profile, nearest_family
from grader.diagnosis.signature import Verdict, coded, signature_of
from grader.kit.errors import KitError

FILE = "misconceptions.json"
FORMAT_VERSION = 1


@dataclass(frozen=True)
class Diagnosis:
    """A misconception as a learner reads of it; ``lesson`` is ``page#anchor``.

    ``quiz`` is the id of the question on the same idea, None where the bank has none: the bank was not written for these.
    """

    id: str
    message: str
    explanation: str
    lesson: str
    quiz: str | None = None


@dataclass(frozen=True)
class Knowledge:
    """The misconceptions of one exercise by their ids, and profiles whose features are coded."""

    misconceptions: dict[str, Diagnosis]
    profiles: tuple[Profile, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; each profile names its features by their places in one list."""
        features = sorted({feature for profile in self.profiles for feature in profile.features})
        places = {feature: place for place, feature in enumerate(features)}
        return {
            "format_version": FORMAT_VERSION,
            "misconceptions": {name: vars(one) for name, one in self.misconceptions.items()},
            "features": features,
            "profiles": [[one.family, sorted(places[feature] for feature in one.features)] for one in self.profiles],
        }


def diagnosis_of(folder: Path, verdicts: Iterable[Verdict]) -> Diagnosis | None:
    """Return which misconception of the exercise in ``folder`` stands behind ``verdicts``, or None when that is not clear."""
    try:
        knowledge = read_knowledge(folder)
    except KitError:
        return None  # a damaged file of hints must not cost anyone a verdict
    family = nearest_family(coded(signature_of(verdicts)), knowledge.profiles) if knowledge else None
    return knowledge.misconceptions[family] if knowledge and family else None


@cache
def read_knowledge(folder: Path) -> Knowledge | None:
    """Return what ships with the exercise in ``folder``, or None where nothing does; raises KitError when it is damaged."""
    file = folder / FILE
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        features = table["features"]
        return Knowledge(
            {name: Diagnosis(**one) for name, one in table["misconceptions"].items()},
            tuple(Profile(name, frozenset(features[place] for place in places)) for name, places in table["profiles"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise KitError(
            f"{file} cannot be read: {type(error).__name__}: {error}. `grader author build` writes it."
        ) from error
