"""Where the kit lies on disk, and where it keeps what it makes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from grader.kit.errors import KitError

ROOT_VARIABLE = "CALLBACKS_KIT"


@dataclass(frozen=True)
class Kit:
    """One copy of the kit: the folder that holds ``exercises/``."""

    root: Path

    @property
    def exercises(self) -> Path:
        """Return the folder with one folder per exercise."""
        return self.root / "exercises"

    @property
    def solutions(self) -> Path:
        """Return the folder that learners do not have; it may be absent."""
        return self.root / "solutions"

    @property
    def state(self) -> Path:
        """Return the folder for progress, backups and stand-ins; it may be absent."""
        return self.root / ".grader"


def find_kit(start: Path | None = None) -> Kit:
    """Return the kit around ``start`` (the current folder), else the one this package was installed from.

    Raises KitError when there is none.
    """
    if chosen := os.environ.get(ROOT_VARIABLE):
        return _kit_at(Path(chosen))
    here = (start or Path.cwd()).resolve()
    source = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, source):
        if _is_kit(folder):
            return Kit(folder)
    raise KitError(
        f"No exercises found: neither {here} nor a folder above it holds `exercises/`. "
        "Change into the folder of the kit and try again."
    )


def _kit_at(folder: Path) -> Kit:
    if not _is_kit(folder):
        raise KitError(f"{ROOT_VARIABLE} names {folder}, which holds no `exercises/` folder.")
    return Kit(folder.resolve())


def _is_kit(folder: Path) -> bool:
    return any((folder / "exercises").glob("*/exercise.toml"))
