"""Grading a class: one result at a time on disk, so that nothing is lost when it is killed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import grader
from grader.batch.handed_in import HandedIn
from grader.batch.results import Result, append
from grader.judge import new_seed
from grader.kit.errors import KitError
from grader.report.progress import digest_of

FILE = "batch.json"
Told = Callable[[Result], object]
# Given submissions and a seed, they return each one's report (with its ``message``) as soon as it is known.
Graders = Callable[[Iterator[HandedIn], int], Iterator[tuple[HandedIn, dict[str, Any]]]]


@dataclass(frozen=True)
class Batch:
    """What is the same for every submission: the seed, drawn when the batch begins, and the version of the kit."""

    seed: int
    kit: str

    @classmethod
    def begin(cls, folder: Path, seed: int | None = None) -> Batch:
        """Keep a new batch in ``folder``, which is made; raises KitError when it holds one already."""
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / FILE).exists():
            raise KitError(f"{folder} holds a batch already. Go on with it (--resume), or name another folder.")
        batch = cls(new_seed() if seed is None else seed, grader.__version__)
        (folder / FILE).write_text(json.dumps(asdict(batch)) + "\n", encoding="utf-8")
        return batch

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
                "Grades of one class must come from one version: begin again in another folder."
            )
        return batch


def due(handed_in: Iterable[HandedIn], known: dict[tuple[str, str], Result]) -> Iterator[HandedIn]:
    """Return what has no verdict among ``known``: it is new, has changed, or met a fault of the kit."""
    for one in handed_in:
        result = known.get(one.key)
        if result is None or result.report["status"] == "harness_error" or result.digest != digest_of(one.path):
            yield one


def grade_batch(
    batch: Batch, folder: Path, waiting: Iterable[HandedIn], graders: Graders, told: Told = lambda _: None
) -> None:
    """Have ``graders`` grade what is ``waiting``; each result is on disk in ``folder`` before ``told`` hears of it."""
    for one, report in graders(iter(waiting), batch.seed):
        named = report | {"submission": one.path.name}
        result = Result(one.student, one.exercise, one.lms_id, digest_of(one.path), named)
        append(folder, result)
        told(result)
