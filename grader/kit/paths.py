"""Where the kit lies on disk, and where it keeps what it makes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader import __version__
from grader.kit.errors import KitError

ROOT_VARIABLE = "CALLBACKS_KIT"
# Where an installed wheel has its exercises; a copy of the repository has no such folder.
PACKAGED = Path(__file__).resolve().parents[1] / "packaged"


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
        return user_cache(os.environ) if self.root == PACKAGED else self.root / ".grader"


def find_kit(start: Path | None = None) -> Kit:
    """Return the kit around ``start`` (the current folder), else the one this package was installed from.

    Raises KitError when there is none.
    """
    if chosen := os.environ.get(ROOT_VARIABLE):
        return _kit_at(Path(chosen))
    here = (start or Path.cwd()).resolve()
    source = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, source, PACKAGED):
        if _is_kit(folder):
            return Kit(folder)
    raise KitError(
        f"No exercises found: neither {here} nor a folder above it holds `exercises/`. "
        "Change into the folder of the kit and try again."
    )


def user_cache(environment: Mapping[str, str], system: str = sys.platform) -> Path:
    """Return where an installed kit keeps what it makes: the folder of a package may not be written to."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path(tempfile.gettempdir())
    usual = {"win32": home / "AppData" / "Local", "darwin": home / "Library" / "Caches"}.get(system, home / ".cache")
    chosen = environment.get("LOCALAPPDATA" if system == "win32" else "XDG_CACHE_HOME")
    return (Path(chosen) if chosen else usual) / "callbacks-by-doing" / __version__


def _kit_at(folder: Path) -> Kit:
    if not _is_kit(folder):
        raise KitError(f"{ROOT_VARIABLE} names {folder}, which holds no `exercises/` folder.")
    return Kit(folder.resolve())


def _is_kit(folder: Path) -> bool:
    return any((folder / "exercises").glob("*/exercise.toml"))
