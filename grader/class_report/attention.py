"""What a program cannot decide: results that need a person."""

from __future__ import annotations

from collections.abc import Iterable

from grader.batch.results import Result

# A sentence for each status, and not the report's own message: that names files, and files are named after people.
_TO_DO = {
    "harness_error": "The kit failed, which costs the learner nothing. `grader batch` with `--resume` tries it again; "
    "what fails every time has to be graded by hand.",
    "crashed": "The process died while the code ran. Look at the code before you count the points.",
    "timeout": "The code ran longer than it may. Look whether it hangs, or is only slow.",
    "invalid": "What was handed in is text, but no Python that can be read and imported. It has its 0 points; look whether "
    "a small slip keeps good work from being graded.",
}
_UNREAD = "No answer could be read from what was handed in, so it has no points. Ask for it again."
_NO_EXERCISE = "Nothing tells which exercise this is for. Ask, or name the exercise with `--exercise`."


def needs_a_person(results: Iterable[Result]) -> list[tuple[Result, str]]:
    """Return the results that nobody has looked at and somebody should, each with what there is to do."""
    found = []
    for result in results:
        to_do = _what_to_do(result)
        if to_do and "override" not in result.report:
            found.append((result, to_do))
    return found


def _what_to_do(result: Result) -> str | None:
    if not result.exercise:
        return _NO_EXERCISE
    return _UNREAD if result.report.get("unread") else _TO_DO.get(result.report["status"])
