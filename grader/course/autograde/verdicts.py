"""The verdicts on one assignment: all answers graded at once on all cores, each on disk as soon as it is known."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grader
from grader.batch import Batch, HandedIn, Result, grade_batch, read_results
from grader.batch.batch import FILE, due
from grader.batch.local import Local
from grader.catalogue import all_exercises
from grader.course.autograde.ahead import Ahead
from grader.course.autograde.alone import take
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit

ANSWERS = (
    "answers"  # in the folder of the batch, for as long as they are graded: no other place holds them after a kill
)


@dataclass(frozen=True)
class Answer:
    """What one student's notebook holds as the answer; ``fault`` says why nothing can be graded, if so."""

    student: str
    exercise: str
    source: str
    fault: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what its result is kept under."""
        return self.student, self.exercise


class Verdicts:
    """The batch in ``folder``, which begins when there is none: with a seed that nobody knew before, equal for all.

    Raises KitError when the batch was begun with another version of the kit, or somebody else grades it at this moment.
    ``say`` is told what happens, in sentences.
    """

    def __init__(self, kit: Kit, folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self._kit, self._folder, self._say = kit, folder, say
        self._lock = take(folder)
        self._batch = _batch_in(folder)
        self._asked: dict[tuple[str, str], Answer] = {}
        self._known: dict[tuple[str, str], Result] = {}
        self.ahead: Ahead | None = None
        self._answers = folder / ANSWERS
        shutil.rmtree(self._answers, ignore_errors=True)  # what a kill has left: nobody else is at work here

    def begin(self, answers: Iterable[Answer]) -> None:
        """Begin to grade those of ``answers`` that have no verdict yet: new ones, changed ones, what the kit failed at.

        This returns at once; ``of`` waits for one of them.
        """
        asked = list(answers)
        self._asked = {answer.key: answer for answer in asked}
        self._known = read_results(self._folder)
        handed_in = [_handed_in(one, self._answers / str(number)) for number, one in enumerate(asked)]
        waiting = list(due(self._batch, handed_in, self._known))
        if waiting:
            for one in waiting:
                self._known.pop(one.key, None)
            self._say(f"Grading {len(waiting)} answers, the same cases for all (seed {self._batch.seed}).")
            self.ahead = Ahead(self._kit, self._folder, waiting, self._say, self._lock)
        weakref.finalize(self, _clear_away, self.ahead, self._answers)  # at the end of the program, if not before

    def of(self, answer: Answer) -> dict[str, Any]:
        """Return the report on ``answer`` and nothing else: where that was not what was begun with, it is graded now."""
        if self._asked.get(answer.key) == answer:
            result = self._known.get(answer.key) or (self.ahead and self.ahead.wait(answer.key))
            if result:
                return result.report
        return self._now(answer).report

    def _now(self, answer: Answer) -> Result:
        """Grade ``answer`` in this process, if no result on it is on disk: the other one has died, or it is new."""
        if self.ahead:
            self.ahead.wait()  # two would write between each other's lines
        handed_in = _handed_in(answer, self._answers / "now")
        waiting = list(due(self._batch, [handed_in], read_results(self._folder)))
        if waiting:
            with Engine(self._kit, progress=self._say) as engine:
                grade_batch(self._batch, self._folder, waiting, Local(all_exercises(self._kit), engine))
        self._asked[answer.key] = answer
        result = self._known[answer.key] = read_results(self._folder)[answer.key]
        return result


def _batch_in(folder: Path) -> Batch:
    """Return the batch of this assignment, a new one where there is none; grades of one class come from one version."""
    if not (folder / FILE).exists():
        return Batch.begin(folder)
    batch = Batch.of(folder, any_kit=True)
    if batch.kit != grader.__version__:
        raise KitError(
            f"{folder.name} was graded with version {batch.kit} of the kit, and this is {grader.__version__}; grades of one "
            f"class must come from one version. Install {batch.kit} again, or remove the folder {folder} and grade all of "
            f"it with this one: `nbgrader autograde {folder.name} --force`."
        )
    return batch


def _clear_away(ahead: Ahead | None, answers: Path) -> None:
    """Remove the answers, after the process that reads them."""
    if ahead:
        ahead.close()
    shutil.rmtree(answers, ignore_errors=True)


def _handed_in(answer: Answer, folder: Path) -> HandedIn:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{answer.exercise}.py"
    path.write_bytes((answer.fault or answer.source).encode("utf-8", errors="surrogatepass"))
    return HandedIn(answer.student, answer.exercise, path, fault=answer.fault)
