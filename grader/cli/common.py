"""What several verbs share: the argument NN, and progress that shows when something takes its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.cli.overview import current_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.report.progress import read_progress
from grader.report.text import make_console


def chosen_exercise(kit: Kit, name: str | None) -> Exercise:
    """Return the exercise that ``name`` means, or the current one; raises KitError when there is none."""
    if name is not None:
        return find_exercise(kit, name)
    exercise = current_exercise(all_exercises(kit), read_progress(kit))
    if exercise is None:
        raise KitError("Every exercise has full points. Name the one that you mean, as in `grader check 02`.")
    return exercise


@contextmanager
def spinner(first: str) -> Iterator[Callable[[str], None]]:
    """Show on standard error what is going on: one moving line on a terminal, plain lines elsewhere."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        yield lambda sentence: console.print(sentence)
        return
    with console.status(first) as status:
        yield status.update
