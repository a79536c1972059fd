"""Names that tell nobody who is meant, except whoever holds the folder of the class."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from grader.kit.errors import KitError

FILE = "pseudonyms.json"


def pseudonyms(folder: Path, students: Iterable[str]) -> dict[str, str]:
    """Return a name for each of ``students``: drawn at random once, then kept in ``folder`` and always the same.

    Raises KitError when what is kept there cannot be read.
    """
    known = _read(folder / FILE)
    taken = set(known.values())
    new = sorted(set(students) - set(known))
    for student in new:
        known[student] = name = _draw(taken)
        taken.add(name)
    if new:
        _write(folder / FILE, known)
    return known


def _draw(taken: set[str]) -> str:
    """Return a name that is still free; four digits are easily said and found, and are enough for every real class."""
    digits = 4 if len(taken) < 5000 else 8
    while (name := f"Learner {secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)}") in taken:
        pass
    return name


def _read(file: Path) -> dict[str, str]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KitError(f"{file} cannot be read: {error}. Remove it, and new pseudonyms are drawn.") from error
    if not isinstance(known, dict) or not all(isinstance(name, str) for name in known.values()):
        raise KitError(f"{file} does not map students to pseudonyms. Remove it, and new ones are drawn.")
    return known


def _write(file: Path, known: dict[str, str]) -> None:
    """Write the whole file or leave the old one, for nobody else on this machine to read."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(known, stream, indent=1, ensure_ascii=False)
    os.replace(draft, file)
