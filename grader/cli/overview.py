"""Bare `grader`: where am I, and what is next?"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.catalogue import Exercise, all_exercises
from grader.kit.digest import digest_of
from grader.kit.paths import Kit, find_kit
from grader.report.progress import Standing, read_progress
from grader.report.text import make_console, points

CHANGED = "changed since the last check"
_COLOURS = {"passed": "green", "not_attempted": "dim"}


def overview() -> int:
    """Print the table of exercises, the progress bar and the next step."""
    kit, console = find_kit(), make_console()
    show_course(kit, console)
    console.print(Text(next_step(kit, all_exercises(kit), read_progress(kit))))
    return 0


def show_course(kit: Kit, console: Console, *, table: bool = True) -> None:
    """Print the table of exercises, unless told not to, and the progress bar."""
    exercises, progress = all_exercises(kit), read_progress(kit)
    if table:
        console.print(_table(exercises, progress))
    earned = sum(_score(one, progress) for one in exercises)
    possible = sum(one.points for one in exercises)
    line = Table.grid(padding=(0, 2))
    line.add_row(_bar(earned / possible if possible else 0.0), f"{points(earned)} of {points(possible)} points")
    console.print(line)


def current_exercise(exercises: list[Exercise], progress: Mapping[str, Standing]) -> Exercise | None:
    """Return the first exercise without full points, or None when all have them."""
    return next((one for one in exercises if _word(one, progress) != "passed"), None)


def next_exercise(exercises: list[Exercise], progress: Mapping[str, Standing], after: Exercise) -> Exercise | None:
    """Return the first exercise without full points behind ``after``, beginning anew at the end; None without any."""
    place = [one.slug for one in exercises].index(after.slug)
    return current_exercise(exercises[place + 1 :] + exercises[:place], progress)


def next_step(kit: Kit, exercises: list[Exercise], progress: Mapping[str, Standing]) -> str:
    """Return the sentences that tell a learner what to do now."""
    exercise = current_exercise(exercises, progress)
    if exercise is None:
        return "All exercises have full points. Compare with the solutions: grader solution NN"
    place = exercise.submission.relative_to(kit.root)
    statement = (exercise.folder / "README.md").relative_to(kit.root)
    return (
        f"\nNext: {exercise.number} {exercise.title}, about {exercise.minutes} minutes. {exercise.goal}\n"
        f"  read   {statement}\n"
        f"  edit   {place}\n"
        f"  grade  grader check {exercise.number}      (stuck? grader hint {exercise.number})"
    )


def _bar(share: float, width: int = 40) -> str:
    full = round(share * width)
    return f"\\[{'#' * full}{'.' * (width - full)}]"


def _table(exercises: list[Exercise], progress: Mapping[str, Standing]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column("exercise")
    table.add_column("minutes", justify="right")
    table.add_column("points", justify="right")
    table.add_column("state")
    for one in exercises:
        word = _word(one, progress)
        score = f"{points(_score(one, progress))} / {points(one.points)}"
        table.add_row(one.number, one.title, str(one.minutes), score, Text(word, style=_COLOURS.get(word, "yellow")))
    return table


def _score(exercise: Exercise, progress: Mapping[str, Standing]) -> float:
    """Return the points of the file as it is now: those of an older version are not counted."""
    return (
        0 if _word(exercise, progress) == CHANGED else progress[exercise.slug].score if exercise.slug in progress else 0
    )


def _word(exercise: Exercise, progress: Mapping[str, Standing]) -> str:
    standing = progress.get(exercise.slug)
    if standing is not None and standing.digest == digest_of(exercise.submission):
        return standing.status
    if digest_of(exercise.submission) == digest_of(exercise.stub):
        return "not_attempted"
    return CHANGED
