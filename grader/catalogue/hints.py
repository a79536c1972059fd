"""The ladder of hints of an exercise."""

from __future__ import annotations

import re

from grader.catalogue.exercise import Exercise
from grader.kit.errors import KitError


def hints_of(exercise: Exercise) -> list[str]:
    """Return the texts under the headings of ``hints.md``; raises KitError when there are none."""
    path = exercise.folder / "hints.md"
    try:
        parts = re.split(r"^## .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    except OSError as error:
        raise KitError(f"{path} cannot be read: {error.strerror}.") from error
    if not parts:
        raise KitError(f"{path} holds no hint.")
    return [part.strip() for part in parts]
