"""What the first cell of a notebook calls, and the `check` that it gets."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import grader
from grader.catalogue import Exercise, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import find_kit
from grader.notebook.answers import Answers
from grader.notebook.ask import ask
from grader.notebook.show import Shown

Check = Callable[..., float]
NAME = "answers_of_a_notebook"
_LISTENER = "_callbacks_by_doing_answers"
NOT_RUN = "The answer cell has not been run yet, or defines none of: {names}. Run it first, then this cell again."
_ELSEWHERE = (
    "Another cell that you ran defines something of the same name. The answer cell is graded, as you ran it last; "
    "copy what should count into it, and run it."
)


def begin(exercise: str, *, kit: str | None = None, lessons: str | None = None, shell: Any = None) -> Check:
    """Return ``check(exercise, points=None)``, which grades the answer cell; call this before the answer is run.

    ``kit`` is the version that the notebook was made for: another one is said. ``lessons`` is the address of the lessons,
    where they are served. ``shell`` is that of IPython.
    """
    shell = shell or _shell()
    answers = _answers(shell)
    try:
        found = find_exercise(find_kit(), exercise)
    except KitError as error:
        print(error.message)
    else:
        _keep_main_waiting(shell, found)
        print(f"Ready: {found.number} {found.title}. Write your answer, run it, then run the cell with check(...).")
    if kit is not None and kit != grader.__version__:
        print(
            f"This notebook was made for version {kit} of the kit, and {grader.__version__} is installed here: "
            f"points may differ from those that count. Your instructor knows which version to install."
        )

    def check(exercise: str, points: float | None = None) -> float:
        """Grade the answer cell, show the report, and return the points earned, of ``points`` at most."""
        return _check(answers, exercise, points, lessons)

    return check


def _check(answers: Answers, slug: str, points: float | None, lessons: str | None) -> float:
    shown = Shown()
    try:
        exercise = find_exercise(find_kit(), slug)
        source = answers.find(exercise.names)
        if source is None:
            shown.say(NOT_RUN.format(names=", ".join(f"`{name}`" for name in exercise.names)))
            return 0.0
        shown.say("Grading your answer. The first time takes longest, since TensorFlow has to be loaded.")
        report = ask(exercise.slug, source)
        note = _ELSEWHERE if answers.found_elsewhere(exercise.names) else ""
        shown.report(report, source, note, lessons)
        return scaled(report, exercise.points if points is None else points)
    except KitError as error:
        shown.say(error.message)
    except KeyboardInterrupt:
        shown.say("Stopped. Nothing was graded.")
    except Exception as error:
        shown.say(f"The kit failed, and it is not your code's fault: {type(error).__name__}: {error}")
    return 0.0


def scaled(report: dict[str, Any], points: float) -> float:
    """Return what ``report`` earned when full marks are ``points``: a plain number from 0 to ``points``."""
    full = float(report["max_score"])
    share = float(report["score"]) / full if full > 0 else 0.0
    return round(max(0.0, min(1.0, share)) * float(points), 4)


def _answers(shell: Any) -> Answers:
    """Return what listens to ``shell``: one listener, however often the first cell is run."""
    if shell is None:
        return Answers()
    known: Answers | None = getattr(shell, _LISTENER, None)
    if known is None:
        history = getattr(getattr(shell, "history_manager", None), "input_hist_raw", [])
        known = Answers(history)
        shell.events.register("pre_run_cell", known.listen)
        setattr(shell, _LISTENER, known)
    return known


def _keep_main_waiting(shell: Any, exercise: Exercise) -> None:
    """Let the last lines of an answer wait that start a long training when the file is run as a program."""
    if shell is not None and "__main__" in exercise.stub.read_text(encoding="utf-8"):
        shell.user_ns["__name__"] = NAME
        # What looks up the module of a class finds it under its new name as well.
        sys.modules[NAME] = sys.modules["__main__"]


def _shell() -> Any:
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    return get_ipython()
