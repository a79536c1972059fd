"""The verdicts on one assignment: all answers graded at once on all cores, each on disk as soon as it is known."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.batch import Batch, HandedIn, Result, grade_batch, read_results
from grader.batch.batch import FILE, due
from grader.batch.local import Local
from grader.catalogue import all_exercises
from grader.judge import Engine
from grader.kit.paths import Kit


@dataclass(frozen=True)
class Answer:
    """What one student's notebook holds as the answer; ``fault`` says why nothing can be graded, if so."""

    student: str
    exercise: str
    source: str
    fault: str = ""


class Verdicts:
    """The batch in ``folder``, which begins when there is none: with a seed that nobody knew before, equal for all.

    Raises KitError when the batch was begun with another version of the kit. ``say`` is told what happens, in sentences.
    """

    def __init__(self, kit: Kit, folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self._kit, self._folder, self._say = kit, folder, say
        self._batch = Batch.of(folder) if (folder / FILE).exists() else Batch.begin(folder)
        self._asked: dict[tuple[str, str], Answer] = {}
        self._known: dict[tuple[str, str], Result] = {}

    def grade(self, answers: Iterable[Answer]) -> None:
        """Grade those of ``answers`` that have no verdict yet: new ones, changed ones, and what the kit failed at."""
        with tempfile.TemporaryDirectory(prefix="callbacks-answers-") as scratch:
            handed_in = []
            for number, answer in enumerate(answers):
                self._asked[answer.student, answer.exercise] = answer
                handed_in.append(_handed_in(answer, Path(scratch) / str(number)))
            waiting = list(due(self._batch, handed_in, read_results(self._folder)))
            if waiting:
                self._say(f"Grading {len(waiting)} answers, the same cases for all (seed {self._batch.seed}).")
                with Engine(self._kit, progress=self._say) as engine:
                    graders = Local(all_exercises(self._kit), engine)
                    grade_batch(self._batch, self._folder, waiting, graders, self._tell)
        self._known = read_results(self._folder)

    def of(self, answer: Answer) -> dict[str, Any]:
        """Return the report on ``answer``, which is graded now if it was not among those graded before."""
        key = answer.student, answer.exercise
        if self._asked.get(key) != answer:
            self.grade([answer])
        return self._known[key].report

    def _tell(self, result: Result) -> None:
        report = result.report
        self._say(f"{result.student}: {result.exercise} {report['status']} {report['score']:g}")


def _handed_in(answer: Answer, folder: Path) -> HandedIn:
    folder.mkdir()
    path = folder / f"{answer.exercise}.py"
    path.write_bytes((answer.fault or answer.source).encode("utf-8", errors="surrogatepass"))
    return HandedIn(answer.student, answer.exercise, path, fault=answer.fault)
