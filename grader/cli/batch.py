"""`grader batch`: grade a whole class."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.batch import Batch, HandedIn, Result, find_submissions, grade_batch, read_results
from grader.batch.alone import alone_in
from grader.batch.batch import Graders, due, withdraw_faults
from grader.batch.cluster import Cluster
from grader.batch.feedback import write_feedback
from grader.batch.gradebook import write_gradebook
from grader.batch.likeness import keep_shapes
from grader.batch.lms import write_lms_files
from grader.batch.local import Local
from grader.batch.overrides import with_overrides
from grader.batch.regraded import FILE as REGRADED
from grader.batch.regraded import write_regraded
from grader.batch.roster import Student, by_student, read_roster
from grader.batch.unpack import MOST_OF_A_CLASS, OF_A_CLASS, unpack
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.isolation import LAYERS
from grader.judge import Engine
from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit
from grader.report.text import make_console

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("submissions", type=_FOLDER)
@click.option("--out", type=_FOLDER, required=True, metavar="DIR", help="Where results go, one after the other.")
@click.option("--exercise", metavar="NN", help="What the files are for whose names do not tell.")
@click.option("--roster", type=_FOLDER, metavar="FILE", help="CSV with folder, id, name: who is who in the LMS.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Draw these cases; drawn at random otherwise.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="How many at once (one more than there are cores)."
)
@click.option("--resume", is_flag=True, help="Go on with the batch in DIR: what has a verdict is not graded again.")
@click.option("--regrade", is_flag=True, help="Grade everything in DIR again and show old and new points.")
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the workers of this Dask scheduler.")
@click.option("--require-sandbox", is_flag=True, help="Run nothing where a layer of the sandbox is missing.")
def command(
    submissions: Path,
    out: Path,
    exercise: str | None,
    roster: Path | None,
    seed: int | None,
    workers: int | None,
    resume: bool,
    regrade: bool,
    scheduler: str | None,
    require_sandbox: bool,
) -> int:
    """Grade a class: SUBMISSIONS holds a file, folder, zip or notebook for each student."""
    _check(submissions, out)
    if resume and regrade:
        raise KitError(
            "--resume goes on, also with a regrade that was killed; --regrade begins anew. Name one of them."
        )
    if scheduler and (workers or require_sandbox):
        raise KitError("With --scheduler the workers decide: leave out --workers and --require-sandbox.")
    kit = find_kit()
    students = read_roster(roster) if roster else {}
    exercises = all_exercises(kit)
    only = find_exercise(kit, exercise) if exercise else None
    with _Bar() as bar, ExitStack() as stack:
        stack.enter_context(alone_in(out))
        known = read_results(out)
        numbers = {result.lms_id: result.student for result in known.values() if result.lms_id}
        handed_in = find_submissions(_folder_of(submissions, out), exercises, only, out / "unpacked", numbers)
        if scheduler:
            graders: Graders = stack.enter_context(closing(Cluster(scheduler, all_exercises(kit))))
        else:
            graders = stack.enter_context(_here(kit, bar, workers, require_sandbox))
        batch = _batch(out, seed, resume, regrade)
        ids = {result.student: result.lms_id for result in known.values()}
        students = by_student(students, ids | {one.student: one.lms_id for one in handed_in})
        bar.expect(len(waiting := list(due(batch, handed_in, known))))
        grade_batch(batch, out, waiting, graders, bar.tell)
        withdraw_faults(out, handed_in)
        keep_shapes(out, handed_in)
        results = read_results(out)
        final = _write(out, results, exercises, students)
        if before := read_results(out, before=batch.round):
            write_regraded(out, before, final)
    _tell_changes(before if _has_regraded(batch, waiting, known) else {}, results)
    return _tell(out, handed_in, final, students)


def _batch(out: Path, seed: int | None, resume: bool, regrade: bool) -> Batch:
    """Return the batch in ``out`` or a new one; raises KitError when it has another seed than the one that was named."""
    if not resume and not regrade:
        return Batch.begin(out, seed)
    batch = Batch.of(out, any_kit=regrade)
    if seed not in (None, batch.seed):
        raise KitError(
            f"The batch in {out} has the seed {batch.seed}, so that all its students face the same cases, and --seed "
            f"says {seed}. Leave out --seed, or begin a batch in another folder."
        )
    return Batch.again(out) if regrade else batch


@contextmanager
def _here(kit: Kit, bar: _Bar, workers: int | None, require_sandbox: bool) -> Iterator[Graders]:
    with Engine(kit, required=LAYERS if require_sandbox else (), progress=bar.say) as engine:
        yield Local(all_exercises(kit), engine, workers)


def _has_regraded(batch: Batch, waiting: list[HandedIn], known: dict[tuple[str, str], Result]) -> bool:
    """Tell whether this run has graded something that an earlier round had graded."""
    return any(one.key in known and known[one.key].round < batch.round for one in waiting)


def _check(submissions: Path, out: Path) -> None:
    """Raise KitError where these folders cannot be meant."""
    if not submissions.is_dir() and not zipfile.is_zipfile(submissions):
        raise KitError(f"{submissions} is not a folder. Name the folder that holds what the students handed in.")
    if out.exists() and not out.is_dir():
        raise KitError(f"{out} is a file. Name a folder for the results.")
    if submissions.is_dir() and out.resolve().is_relative_to(submissions.resolve()):
        raise KitError(f"{out} lies in {submissions}, and would be taken for a student. Name a folder elsewhere.")


def _folder_of(submissions: Path, out: Path) -> Path:
    """Return the folder with what was handed in; the archive that an LMS gives for a class is unpacked first."""
    if submissions.is_dir():
        return submissions
    folder = out / "handed-in"
    if folder.exists():
        shutil.rmtree(folder)
    unpack(submissions, folder, OF_A_CLASS, MOST_OF_A_CLASS)
    folder.mkdir(exist_ok=True)
    return folder


def _write(
    out: Path, results: dict[tuple[str, str], Result], exercises: list[Exercise], students: dict[str, Student]
) -> list[Result]:
    """Write all that is made of ``results``, and return them with the points that a person gave."""
    final = with_overrides(out, results.values(), exercises)
    write_gradebook(out, final, exercises, students)
    write_feedback(out, final, {folder: student.name for folder, student in students.items() if student.name})
    write_lms_files(out, final, exercises, students)
    return final


class _Bar:
    """A progress bar on standard error with an estimate of the time left; plain lines where nothing can move."""

    def __init__(self) -> None:
        self._console = make_console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=self._console, disable=not self._console.is_terminal)

    def __enter__(self) -> _Bar:
        self._bar.start()
        self._task = self._bar.add_task("Grading")
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def say(self, sentence: str) -> None:
        """Show what takes its time."""
        self._console.print(sentence)

    def expect(self, count: int) -> None:
        """Say how many there are to grade."""
        self._bar.update(self._task, total=count)

    def tell(self, result: Result) -> None:
        """Count a result; where nothing moves, print it."""
        self._bar.advance(self._task)
        if not self._console.is_terminal:
            report = result.report
            line = f"{result.student}: {result.exercise} {report['status']} {report['score']:g}"
            self._console.print(line, markup=False)  # a student may be called [red]


def _tell_changes(before: dict[tuple[str, str], Result], results: dict[tuple[str, str], Result]) -> None:
    """Show old and new points side by side, and what was not handed in for another round."""
    for key, old in before.items():
        new = results[key]
        if (old.score, old.report["status"]) != (new.score, new.report["status"]):
            click.echo(f"{new.student}: {new.exercise} {_points(old)} -> {_points(new)}")
    if before:
        left = sum(results[key].round == old.round for key, old in before.items())
        click.echo(f"{left} results stay as they were: nothing was handed in for them this time." if left else "")
        click.echo(f"Old and new points of all stand side by side in {REGRADED}.\n")


def _tell(out: Path, handed_in: list[HandedIn], results: list[Result], students: dict[str, Student]) -> int:
    for result in results:
        if result.report["status"] in ("invalid", "harness_error") and "override" not in result.report:
            click.echo(f"{result.student}: {result.exercise or 'no exercise'}: {result.report['message']}")
    if unknown := sorted({one.student for one in handed_in} - set(students)) if students else []:
        click.echo(f"Not in the roster: {', '.join(unknown)}.")
    failed = sum(result.report["status"] == "harness_error" for result in results)
    unread = sum(result.score is None and result.report["status"] != "harness_error" for result in results)
    click.echo(
        f"{len(results)} submissions of {len({result.student for result in results})} students: gradebook.csv, a page for each "
        f"in feedback/, files for Moodle, Canvas and Gradescope in lms/, all in {out}"
    )
    if unread:
        click.echo(
            f"{unread} could not be read and have no points: ask for them again (--resume takes them), or write points "
            "into overrides.csv."
        )
    if failed:
        click.echo(f"{failed} could not be graded through no fault of theirs; --resume tries them again.")
    return 2 if failed else 0


def _points(result: Result) -> str:
    points = "no verdict" if result.score is None else f"{result.score:g}"
    return f"{points} ({result.report['status']})"
