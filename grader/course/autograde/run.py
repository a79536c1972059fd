"""One run of `nbgrader autograde`: what is asked for, what was handed in, and the verdict on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import parse_utc, remove, rmtree

from grader.course.autograde.mend import Mended
from grader.course.autograde.task import Task, answer_in, task_of, verdict_in
from grader.course.autograde.verdicts import Answer, Verdicts
from grader.kit.errors import KitError
from grader.kit.paths import find_kit

FOLDER = "batches"  # of the course: a batch for each assignment, as `grader batch` keeps it


class Run:
    """What nbgrader's ``converter`` is about to grade; raises KitError when the kit must not grade it.

    Submissions that would stop nbgrader before it reads a notebook are taken out of ``converter``, and named in its log.
    """

    def __init__(self, converter: Any) -> None:
        self._converter, self._kit = converter, find_kit()
        self._tasks: dict[tuple[str, str], Task] = {}
        self._verdicts: dict[str, Verdicts] = {}
        self._begun: set[str] = set()
        self._left_out: list[str] = []
        self._leave_out_timeless()
        self._places = {file: self._place(file) for files in converter.assignments.values() for file in files}
        for assignment in sorted({place["assignment"] for place in self._places.values()}):
            self._prepare(assignment)
        self._leave_out_unknown()
        self._clear_unfinished()

    def handed_in(self, file: str) -> bool:
        """Tell whether ``file`` is as a student left it."""
        return file in self._places

    def look_at(self, file: str) -> tuple[Task, Mended, str]:
        """Return what ``file``, which was handed in, is for, what it holds, and why it cannot be graded, or ""."""
        place = self._places[file]
        task = self._tasks[_key(place)]
        return task, *task.look_at(Path(file))

    def verdict(self, assignment: str, answer: Answer) -> dict[str, Any]:
        """Return the report on ``answer``; on the first call all that was handed in begins to be graded."""
        if assignment not in self._begun:
            self._begun.add(assignment)
            self._verdicts[assignment].begin(self._answers(assignment))
        return self._verdicts[assignment].of(answer)

    def _answers(self, assignment: str) -> Iterator[Answer]:
        for file, place in self._places.items():
            if place["assignment"] == assignment and _key(place) in self._tasks:
                task, mended, fault = self.look_at(file)
                yield Answer(place["student"], task.exercise.slug, answer_in(mended.cells), fault)

    def _place(self, file: str) -> dict[str, str]:
        place: dict[str, str] = self._converter.init_single_notebook_resources(file)["nbgrader"]
        return place

    def _prepare(self, assignment: str) -> None:
        """Read what ``assignment`` asks for (the instructor's own notebooks tell the exercises), and open its batch."""
        coursedir = self._converter.coursedir
        folder = Path(coursedir.root) / FOLDER / assignment
        self._verdicts[assignment] = Verdicts(self._kit, folder, self._converter.log.info)
        source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            for file in sorted(source.glob("*.ipynb")):
                try:
                    self._tasks[assignment, file.stem] = task_of(self._kit, file, gradebook, assignment)
                except MissingEntry:
                    raise KitError(
                        f"nbgrader does not know {file.name} yet: run `nbgrader generate_assignment {assignment}` first."
                    ) from None

    def _leave_out_timeless(self) -> None:
        """Leave out what has a time that cannot be read: nbgrader would end there, and grade nobody after it."""
        for folder in self._converter.assignments:
            file = Path(folder) / "timestamp.txt"
            try:
                if file.exists() and (text := file.read_text(encoding="utf-8").strip()):
                    parse_utc(text)
            except (ValueError, OverflowError, OSError):
                self._leave_out(folder, f"{file} holds no time that can be read, such as 2026-11-21 18:00:00 UTC.")
        self._drop()

    def _leave_out_unknown(self) -> None:
        """Leave out folders without any notebook that was asked for."""
        for folder, files in self._converter.assignments.items():
            places = [self._places[file] for file in files]
            if not any(_key(place) in self._tasks for place in places):
                names = ", ".join(sorted(Path(file).name for file in files))
                self._leave_out(folder, f"{folder} holds {names}, which nobody asked for. Was it renamed?")
        self._drop()

    def _clear_unfinished(self) -> None:
        """Remove what an interruption left half done: nbgrader takes whatever is there for graded, and passes it by."""
        for files in self._converter.assignments.values():
            places = [place for file in files if _key(place := self._places[file]) in self._tasks]
            unfinished = [file for place in places if not verdict_in(file := self._graded(place))]
            if not unfinished or not unfinished[0].parent.exists():
                continue
            self._converter.log.warning("%s is without a verdict: graded again.", unfinished[0].parent)
            if self._converter.coursedir.notebook_id == "*":
                rmtree(str(unfinished[0].parent))
            else:
                for file in filter(Path.exists, unfinished):
                    remove(str(file))

    def _graded(self, place: dict[str, str]) -> Path:
        """Return where nbgrader puts the notebook of ``place`` when it grades it."""
        coursedir = self._converter.coursedir
        folder = coursedir.format_path(coursedir.autograded_directory, place["student"], place["assignment"])
        return Path(folder) / f"{place['notebook']}.ipynb"

    def _leave_out(self, folder: str, why: str) -> None:
        self._converter.log.error("Not graded: %s", why)
        self._left_out.append(folder)

    def _drop(self) -> None:
        for folder in self._left_out:
            self._converter.assignments.pop(folder, None)


def _key(place: dict[str, str]) -> tuple[str, str]:
    return place["assignment"], place["notebook"]
