"""The common misconceptions of an exercise, as its author describes them in ``misconceptions.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.specimen import Specimen
from grader.catalogue import Exercise
from grader.diagnosis import Diagnosis
from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean
from grader.kit.paths import Kit

FILE = "misconceptions.toml"
FEWEST = 3  # specimens of a misconception: from fewer one cannot tell what is shared and what is chance
_NEEDED = {"message", "explanation", "lesson"}
_ALLOWED = _NEEDED | {"quiz"}  # the quiz has a question on the same idea, or it has none


def described(kit: Kit, exercise: Exercise, wrong: list[Specimen]) -> dict[str, Diagnosis]:
    """Return the misconceptions of ``exercise`` by their ids, none where it has no file of them.

    Raises KitError that names every fault: of the file, and of the headers of the ``wrong`` submissions.
    """
    file = kit.solutions / exercise.slug / FILE
    table = _table(file)
    faults = [*_faults_of(table), *_faults_of_headers(table, wrong)]
    if faults:
        raise KitError(f"{file.relative_to(kit.root)}: {'; '.join(faults)}.")
    return {name: Diagnosis(id=name, **one) for name, one in table.items()}


def _table(file: Path) -> dict[str, dict[str, str]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KitError(f"{file} cannot be read: {error}.") from error


def _faults_of(table: dict[str, dict[str, str]]) -> Iterator[str]:
    for name, one in table.items():
        if not isinstance(one, dict) or not _NEEDED <= set(one) <= _ALLOWED or not all(map(_is_text, one.values())):
            yield f"`{name}` needs {', '.join(sorted(_NEEDED))}, may have quiz, and nothing else, each a text"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _faults_of_headers(table: dict[str, dict[str, str]], wrong: list[Specimen]) -> Iterator[str]:
    counts = Counter(one.misconception for one in wrong if one.misconception)
    for name in counts:
        if name not in table:
            yield f"`{name}` is not described, but a wrong submission names it.{did_you_mean(name, table)}"
    for name in table:
        if counts[name] < FEWEST:
            yield f"`{name}` has {counts[name]} wrong submissions; it needs {FEWEST}, written differently"
