"""What is recorded: `recorded.toml` beside the scripts of a page names the scripts and describes the figures."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.kit.errors import KitError

PLAN = "recorded.toml"


@dataclass(frozen=True)
class Curve:
    """One line of a panel: the numbers under ``key`` of the recorded history, and its name for the reader."""

    key: str
    label: str


@dataclass(frozen=True)
class Panel:
    """One pair of axes. ``style`` is ``line``, ``steps`` (holds its value for a whole epoch) or ``points``."""

    label: str
    curves: tuple[Curve, ...]
    style: str = "line"


@dataclass(frozen=True)
class Figure:
    """A picture of the history that ``script`` wrote; ``description`` tells it to those who do not see it."""

    name: str
    script: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    across: str = "epoch"


@dataclass(frozen=True)
class Plan:
    """The scripts of one page, in the order in which they are recorded, and its figures.

    ``arguments`` are the words after the name of a script, where it is recorded with more than it does by itself.
    ``bundle`` names a script for the browser that holds all histories of the page, for pages that compute with them.
    """

    page: str
    scripts: tuple[Path, ...]
    figures: tuple[Figure, ...]
    arguments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bundle: str | None = None

    def arguments_of(self, script: Path) -> tuple[str, ...]:
        """Return the words after the name of ``script``."""
        return self.arguments.get(script.stem, ())


def read_plan(folder: Path) -> Plan:
    """Return the plan in ``folder``; raises KitError when it names a script that is not there."""
    content = tomllib.loads((folder / PLAN).read_text(encoding="utf-8"))
    figures = tuple(_figure(one) for one in content.get("figure", []))
    scripts = tuple(folder / f"{name}.py" for name in content["scripts"])
    wanted = [*scripts, *(folder / f"{figure.script}.py" for figure in figures)]
    if absent := sorted({script.name for script in wanted if not script.is_file()}):
        raise KitError(f"{folder / PLAN} names {', '.join(absent)}, which is not in that folder.")
    arguments = {name: tuple(words) for name, words in content.get("arguments", {}).items()}
    return Plan(folder.name, scripts, figures, arguments, content.get("bundle"))


def plans(lessons: Path) -> list[Plan]:
    """Return the plans of all pages below ``lessons/code``."""
    return [read_plan(path.parent) for path in sorted(lessons.glob(f"code/*/{PLAN}"))]


def _figure(content: dict[str, Any]) -> Figure:
    panels = tuple(
        Panel(one["label"], tuple(Curve(key, label) for key, label in one["curves"].items()), one.get("style", "line"))
        for one in content["panel"]
    )
    rest = {key: value for key, value in content.items() if key != "panel"}
    return Figure(panels=panels, **rest)
