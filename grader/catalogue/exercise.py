"""One exercise as its folder describes it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.catalogue.stub import syntax_tree
from grader.kit.errors import KitError

# The files of code that lie beside the one that the learner edits.
OF_THE_KIT = ("cases.py", "scenarios.py", "stub.py", "test_exercise.py")


@dataclass(frozen=True)
class Limits:
    """Wall-clock limits of a run, in seconds."""

    scenario_seconds: float
    submission_seconds: float


@dataclass(frozen=True)
class Exercise:
    """An exercise: its folder, and what ``exercise.toml`` says of it.

    ``names`` maps each name that the learner writes to its signature, as in ``train(model, x, y)``;
    ``data`` names the stand-in datasets that its runs load.
    """

    folder: Path
    title: str
    goal: str
    minutes: int
    points: float
    lesson: str
    names: dict[str, str]
    limits: Limits
    data: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Return the folder's name, by which progress and reports know the exercise."""
        return self.folder.name

    @property
    def number(self) -> str:
        """Return the two digits before the slug's first underscore."""
        return self.slug.partition("_")[0]

    @property
    def submission(self) -> Path:
        """Return the one file that the learner edits."""
        return self.folder / "exercise.py"

    @property
    def suite(self) -> Path:
        """Return the pytest suite that judges evidence."""
        return self.folder / "test_exercise.py"

    @property
    def stub(self) -> Path:
        """Return the pristine file that the learner started from."""
        return self.folder / "stub.py"

    @cached_property
    def _stub_tree(self) -> str:
        return syntax_tree(self.stub.read_text(encoding="utf-8")) or ""

    def is_untouched(self, source: str) -> bool:
        """Tell whether ``source`` has the syntax tree of the stub: comments and layout do not count."""
        return syntax_tree(source) == self._stub_tree


_KEYS: dict[str, type | tuple[type, ...]] = {
    "title": str,
    "goal": str,
    "minutes": int,
    "points": (int, float),
    "lesson": str,
    "names": dict,
    "limits": dict,
}
_OPTIONAL: dict[str, type | tuple[type, ...]] = {"data": list}


def read_exercise(folder: Path) -> Exercise:
    """Read the exercise in ``folder``; raises KitError that names every fault of its ``exercise.toml``."""
    path = folder / "exercise.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KitError(f"{path} cannot be read: {error}.") from error
    faults = _faults(table)
    if faults:
        raise KitError(f"{path} is not complete: {'; '.join(faults)}.")
    return Exercise(
        folder=folder, **(table | {"limits": Limits(**table["limits"]), "data": tuple(table.get("data", ()))})
    )


def _faults(table: dict[str, Any]) -> list[str]:
    missing = [f"`{key}` is missing" for key in _KEYS if key not in table]
    unknown = [f"`{key}` is not known" for key in table if key not in _KEYS | _OPTIONAL]
    wrong = [
        f"`{key}` is {table[key]!r}, which is of the wrong kind"
        for key, kind in (_KEYS | _OPTIONAL).items()
        if key in table and not isinstance(table[key], kind)
    ]
    limits = table.get("limits", {})
    if isinstance(limits, dict) and set(limits) != {"scenario_seconds", "submission_seconds"}:
        wrong.append("`limits` must hold `scenario_seconds` and `submission_seconds`")
    return missing + unknown + wrong
