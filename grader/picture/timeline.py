"""What a picture is made of: plain data, the same for every exercise, which JSON can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

# Raise this when an older kit could no longer make sense of what is kept.
FORMAT_VERSION = 1
# A number that was measured, None where nothing was; "nan", "inf" and "-inf" stand for what JSON, or an axis, cannot hold.
Value = float | str | None
# What can happen on the time axis, in the order in which a picture shows it, and what a person reads.
KINDS = {
    "saved": "model saved",
    "reduced": "rate lowered",
    "raised": "rate raised",
    "row": "row in file",
    "printed": "lines printed",
    "kept": "weights kept",
    "ended": "training ends",
    "broke": "breaks off",
}
_LARGEST = 1e30  # what lies beyond counts as infinite


@dataclass(frozen=True)
class Mark:
    """Something on the time axis: what ``kind`` of thing, after which epoch (from 1), in words."""

    kind: str
    epoch: int
    text: str


@dataclass(frozen=True)
class Difference:
    """The first epoch at which one kind of thing did not happen as it should have, and both in words."""

    kind: str
    epoch: int
    happened: str
    foreseen: str


@dataclass
class Timeline:
    """One fit, from its ``first`` epoch (from 1) on; each list has a value for each epoch that ran.

    ``ahead`` holds what the curves would have gone on with where their script was not played to its end, and
    ``foreseen_rates`` the rates that the oracle gives. ``foreseen`` is None where no oracle speaks; ``judged`` names the
    kinds of marks that it speaks of. ``differences`` has at most one for each kind, the first one first. ``watched`` is
    the curve that decides, ``limit`` what it is compared with.
    """

    first: int = 1
    ran: int = 0
    last: int | None = None
    curves: dict[str, list[Value]] = field(default_factory=dict)
    ahead: dict[str, list[Value]] = field(default_factory=dict)
    rates: list[Value] = field(default_factory=list)
    foreseen_rates: list[Value] = field(default_factory=list)
    printed: list[list[str]] = field(default_factory=list)
    happened: list[Mark] = field(default_factory=list)
    foreseen: list[Mark] | None = None
    judged: list[str] = field(default_factory=list)
    watched: str = ""
    limit: Value = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def difference(self) -> Difference | None:
        """Return the first difference."""
        return self.differences[0] if self.differences else None

    @property
    def final(self) -> int:
        """Return the last epoch that the picture shows: that of the run, or the one with which it should have ended."""
        return max(self.first, self.first + self.ran - 1, self.last or 0)

    @property
    def numbers(self) -> range:
        """Return the epochs that the picture shows, from 1."""
        return range(self.first, self.final + 1)


@dataclass
class Verdict:
    """A check that did not pass, in the words of its message."""

    title: str
    status: str
    expected: str = ""
    seen: str = ""
    why: str = ""
    note: str = ""
    line: int | None = None
    lesson: str = ""
    name: str = ""


@dataclass
class Scene:
    """One run: its fits, the ``verdicts`` that were decided by it, and a ``note`` about how it ended."""

    name: str
    note: str = ""
    timelines: list[Timeline] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the name as a person reads it."""
        return self.name.replace("_", " ")

    @property
    def telling(self) -> int:
        """Return the index of the timeline to look at first: the first that differs, else the last one."""
        found = (index for index, one in enumerate(self.timelines) if one.difference)
        return next(found, len(self.timelines) - 1)


@dataclass
class Picture:
    """The runs of one submission; ``digest`` is that of the file, ``verdicts`` are those that belong to no run."""

    exercise: str
    title: str
    seed: int
    status: str
    score: float
    max_score: float
    digest: str = ""
    message: str = ""
    scenes: list[Scene] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    left_out: int = 0

    @property
    def failing(self) -> list[Scene]:
        """Return the scenes in which a check failed, those that can be drawn first."""
        found = [scene for scene in self.scenes if scene.verdicts]
        return sorted(found, key=lambda scene: not scene.timelines)

    def told(self) -> Picture:
        """Return the picture with the scene alone that ``fragment`` shows: little enough for one line of many."""
        return replace(self, scenes=self.failing[:1], verdicts=[], left_out=0)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        table: dict[str, Any] = json.loads(self.to_text())
        return table

    def to_text(self) -> str:
        """Return the JSON as text, in one line."""
        return json.dumps({"format_version": FORMAT_VERSION, **vars(self)}, default=vars, separators=(",", ":"))

    @classmethod
    def of(cls, table: dict[str, Any]) -> Picture:
        """Return the picture that ``to_json`` gave; raises ValueError when it is none, or of another kit."""
        try:
            if table["format_version"] != FORMAT_VERSION:
                raise ValueError("it comes from another version of the kit")
            fields = {name: value for name, value in table.items() if name != "format_version"}
            scenes = [_scene(one) for one in fields.pop("scenes")]
            verdicts = [Verdict(**one) for one in fields.pop("verdicts")]
            return cls(**fields, scenes=scenes, verdicts=verdicts)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"it is no picture of a run ({type(error).__name__}: {error})") from error


def plain(value: Any) -> Value:
    """Return a number as JSON can hold it, in seven digits; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if value != value:
        return "nan"
    if abs(value) < _LARGEST:
        return float(f"{value:.7g}")
    return "inf" if value > 0 else "-inf"


def drawable(value: Value) -> float | None:
    """Return a number that has a place in a picture, or None."""
    return value if isinstance(value, float | int) and abs(value) < _LARGEST else None


def shown(value: Value) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "none"
    return (
        {"nan": "NaN", "inf": "infinite", "-inf": "-infinite"}.get(value, value)
        if isinstance(value, str)
        else f"{value:.4g}"
    )


def _scene(table: dict[str, Any]) -> Scene:
    fields = dict(table)
    timelines = [_timeline(one) for one in fields.pop("timelines")]
    verdicts = [Verdict(**one) for one in fields.pop("verdicts")]
    return Scene(**fields, timelines=timelines, verdicts=verdicts)


def _timeline(table: dict[str, Any]) -> Timeline:
    fields = dict(table)
    happened = [Mark(**one) for one in fields.pop("happened")]
    foreseen = fields.pop("foreseen")
    differences = [Difference(**one) for one in fields.pop("differences")]
    return Timeline(
        **fields,
        happened=happened,
        foreseen=None if foreseen is None else [Mark(**one) for one in foreseen],
        differences=differences,
    )
