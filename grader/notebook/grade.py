"""Grades a file in a process of its own, far from the notebook: `python -P -m grader.notebook.grade SLUG FILE`.

Prints one JSON object: the report of `grader check`, with what a card shows besides. The kernel is the learner's: what
was changed in it must not change a verdict, nor can anything that runs here stop it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise, find_exercise
from grader.catalogue.hints import hints_of
from grader.judge import Engine, new_seed
from grader.kit.errors import KitError
from grader.kit.paths import find_kit


def report_on(slug: str, file: Path) -> dict[str, Any]:
    """Return the report on ``file`` as an answer to the exercise ``slug``; raises KitError."""
    from grader.picture import picture_of_failure
    from grader.pytest_plugin.grade import judge  # imports pytest, which an unknown exercise need not wait for

    kit = find_kit()
    exercise = find_exercise(kit, slug)
    with Engine(kit, progress=lambda sentence: print(sentence, file=sys.stderr, flush=True)) as engine:
        report = judge(engine.attempt(exercise, file, new_seed()))
    also = {"title": report.title, "message": report.message, "line": report.line, "hints": _hints(exercise)}
    return report.to_json() | also | {"picture": picture_of_failure(report)}


def _hints(exercise: Exercise) -> list[str]:
    try:
        return hints_of(exercise)
    except KitError:
        return []


def main(arguments: list[str]) -> int:
    """Print the report on the file that ``arguments`` name, or ``{"error": ...}``."""
    try:
        answer = report_on(arguments[0], Path(arguments[1]))
    except KitError as error:
        answer = {"error": error.message}
    except Exception as error:
        answer = {"error": f"The kit failed: {type(error).__name__}: {error}"}
    print(json.dumps(answer))
    return 2 if "error" in answer else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
