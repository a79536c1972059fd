"""Grading a class: one result at a time on disk, so that nothing is lost when it is killed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.batch.results import Result, append, read_results
from grader.catalogue import is_readable
from grader.judge import new_seed
from grader.kit.errors import KitError

FILE = "batch.json"
Told = Callable[[Result], object]
# Given submissions and a seed, they return each one's report (with its ``message``) as soon as it is known.
Graders = Callable[[Iterator[HandedIn], int], Iterator[tuple[HandedIn, dict[str, Any]]]]


@dataclass(frozen=True)
class Batch:
    """What is the same for every submission: the seed, drawn when the batch begins, and the version of the kit.

    ``round`` counts how often the class was graded; results of an earlier round are due again.
    """

    seed: int
    kit: str
    round: int = 1

    @classmethod
    def begin(cls, folder: Path, seed: int | None = None) -> Batch:
        """Keep a new batch in ``folder``, which is made; raises KitError when it holds one already."""
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / FILE).exists():
            raise KitError(f"{folder} holds a batch already. Go on with it (--resume), or name another folder.")
        batch = cls(new_seed() if seed is None else seed, grader.__version__)
        batch._keep(folder)
        return batch

    @classmethod
    def again(cls, folder: Path) -> Batch:
        """Begin another round of the batch in ``folder``, with this version of the kit; the seed stays the same."""
        old = cls.of(folder, any_kit=True)
        batch = cls(old.seed, grader.__version__, old.round + 1)
        batch._keep(folder)
        return batch

    def _keep(self, folder: Path) -> None:
        """Write the whole file or leave the old one: the batch may be killed here too."""
        draft = folder / f"{FILE}.new"
        draft.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")
        os.replace(draft, folder / FILE)

    @classmethod
    def of(cls, folder: Path, *, any_kit: bool = False) -> Batch:
        """Return the batch in ``folder``; raises KitError when there is none, or it is of another version of the kit."""
        try:
            batch = cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise KitError(f"{folder} holds no batch. `grader batch SUBMISSIONS --out {folder}` begins one.") from None
        except (ValueError, TypeError) as error:
            raise KitError(f"{folder / FILE} cannot be read: {error}.") from error
        if not any_kit and batch.kit != grader.__version__:
            raise KitError(
                f"The batch in {folder} was begun with version {batch.kit} of the kit, and this is {grader.__version__}. "
                "Grades of one class must come from one version: grade all of it again (--regrade), or use another folder."
            )
        return batch


def due(batch: Batch, handed_in: Iterable[HandedIn], known: dict[tuple[str, str], Result]) -> Iterator[HandedIn]:
    """Return what has no verdict of this round among ``known``: it is new, has changed, or met a fault of the kit."""
    for one in handed_in:
        result = known.get(one.key)
        owed = result is None or result.round < batch.round or result.report["status"] == "harness_error"
        if owed or (result and result.digest != one.digest):
            yield one


def grade_batch(
    batch: Batch, folder: Path, waiting: Iterable[HandedIn], graders: Graders, told: Told = lambda _: None
) -> None:
    """Have ``graders`` grade what is ``waiting``; each result is on disk in ``folder`` before ``told`` hears of it."""
    for one, report in graders(iter(waiting), batch.seed):
        named = _writable(report | {"submission": one.path.name} | _standing(one, report))
        result = Result(one.student, one.exercise, one.lms_id, one.digest, named, batch.round)
        append(folder, result)
        told(result)


def withdraw_faults(folder: Path, handed_in: Iterable[HandedIn]) -> None:
    """Take away that nothing told the exercise of a student's work, where all that was handed in now tells it."""
    keys = {one.key for one in handed_in}
    students = {student for student, _ in keys}
    for key, result in read_results(folder).items():
        if not result.exercise and result.student in students and key not in keys:
            append(folder, replace(result, report={"withdrawn": True}))


def _standing(one: HandedIn, report: dict[str, Any]) -> dict[str, bool]:
    """Return the mark of what could not be read, if ``one`` could not: code that is no Python has earned its 0."""
    unread = one.fault or (report["status"] == "invalid" and not is_readable(one.path))
    return {"unread": True} if unread else {}


def _writable(report: dict[str, Any]) -> dict[str, Any]:
    """Return ``report`` with a question mark for what no text file can hold: half a character, as in broken file names."""
    text = json.dumps(report, ensure_ascii=False)
    written: dict[str, Any] = json.loads(text.encode("utf-8", "replace"))
    return written
