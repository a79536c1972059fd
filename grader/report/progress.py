"""How far a learner has come, kept in ``.grader/progress.json`` by the names of exercises, which keep when numbers change."""

from __future__ import annotations

import json
import os
from collections import UserDict
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.kit.errors import KitError
from grader.kit.lock import held
from grader.kit.paths import Kit
from grader.report.report import Report

# Raise this when an older kit could no longer make sense of the file.
FORMAT_VERSION = 2
_READABLE = (1, FORMAT_VERSION)  # the first one kept the numbers as well


@dataclass(frozen=True)
class Standing:
    """What the last check of an exercise gave; ``digest`` is that of the content that was graded."""

    status: str
    score: float
    max_score: float
    seed: int
    digest: str


class Progress(UserDict[str, Standing]):
    """The standings of exercises: a slug finds what was kept under any number."""

    def __getitem__(self, slug: str) -> Standing:
        """Return the standing of the exercise."""
        return self.data[name_of(slug)]

    def __setitem__(self, slug: str, standing: Standing) -> None:
        """Keep the standing of the exercise."""
        self.data[name_of(slug)] = standing

    def __contains__(self, slug: object) -> bool:
        """Tell whether the exercise was ever checked."""
        return isinstance(slug, str) and name_of(slug) in self.data


def name_of(slug: str) -> str:
    """Return the slug of an exercise without its number, which says where it stands in the course today."""
    number, _, name = slug.partition("_")
    return name if number.isdigit() and name else slug


def read_progress(kit: Kit) -> Progress:
    """Return the standing of each exercise that was checked; nothing when the file is absent or not readable."""
    try:
        table = json.loads(_path(kit).read_text(encoding="utf-8"))
        if table["format_version"] not in _READABLE:
            return Progress()
        return Progress({slug: Standing(**fields) for slug, fields in table["exercises"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Progress()


def write_progress(kit: Kit, reports: list[Report]) -> None:
    """Keep the standing that ``reports`` show, beside those of other exercises; faults of the kit are not kept.

    Raises KitError when the folder cannot be written to.
    """
    try:
        kit.state.mkdir(parents=True, exist_ok=True)
        with held(kit.state / "progress.lock"):  # another command may be keeping what it has graded
            _replace(_path(kit), _text(_with(read_progress(kit), reports)))
    except OSError as error:
        raise KitError(f"Your progress cannot be kept in {_path(kit)}: {error.strerror or error}.") from error


def _with(standings: Progress, reports: list[Report]) -> Progress:
    for one in reports:
        if one.complete and one.status != "harness_error":
            standings[one.exercise] = Standing(one.status, one.score, one.max_score, one.seed, one.digest)
    return standings


def _text(standings: Progress) -> str:
    exercises = {name: asdict(one) for name, one in sorted(standings.items())}
    return json.dumps({"format_version": FORMAT_VERSION, "exercises": exercises}, indent=2)


def _path(kit: Kit) -> Path:
    return kit.state / "progress.json"


def _replace(path: Path, text: str) -> None:
    """Write the whole file or leave the old one: a reader never sees half of it."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
