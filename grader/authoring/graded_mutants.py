"""What became of each mutant when it was graded last, so that work that was broken off goes on where it was."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.killer import Kill
from grader.authoring.mutants import Mutant
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

_OF_THE_SUITE = ("exercise.toml", "cases.py", "scenarios.py", "test_exercise.py")


@dataclass(frozen=True)
class Fate:
    """The check that killed a mutant, or the number of seeds that it lived through; ``suite`` says in which suite.

    ``status`` is that of the check; older files do not have it.
    """

    suite: str
    killed_by: str = ""
    lived: int = 0
    status: str = ""


class GradedMutants:
    """The fates of the mutants of one exercise, kept in a file of the kit's state after each grading.

    Only what happened in the suite of today counts; with ``killed_for_good`` a mutant that any suite killed is dead.
    """

    def __init__(self, kit: Kit, exercise: Exercise, *, fresh: bool = False, killed_for_good: bool = False) -> None:
        self._file = kit.state / "mutants" / f"{exercise.slug}.json"
        self._suite = suite_of(exercise)
        self._killed_for_good = killed_for_good
        self._fates: dict[str, Fate] = {} if fresh else _read(self._file)

    def fate_of(self, mutant: Mutant) -> Fate:
        """Return what is known of ``mutant``; of a new one, that it lived through 0 seeds."""
        fate = self._fates.get(digest(mutant.source))
        counts = fate and (fate.suite == self._suite or (self._killed_for_good and fate.killed_by))
        return fate if fate and counts else Fate(self._suite)

    def killed(self, mutant: Mutant, kill: Kill) -> None:
        """Note what killed ``mutant``."""
        self._keep(mutant, Fate(self._suite, killed_by=kill.check, status=kill.status))

    def lived_through(self, mutant: Mutant, seeds: int) -> None:
        """Note that ``mutant`` got full points for the first ``seeds`` seeds."""
        self._keep(mutant, Fate(self._suite, lived=seeds))

    def _keep(self, mutant: Mutant, fate: Fate) -> None:
        self._fates[digest(mutant.source)] = fate
        self._file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({key: vars(one) for key, one in self._fates.items()}, indent=0)
        new = self._file.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(self._file)


def _read(file: Path) -> dict[str, Fate]:
    try:
        kept: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
        return {key: Fate(**fields) for key, fields in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        hint = "Remove it: `grader author mutate` grades these mutants anew."
        raise KitError(f"{file} cannot be read: {error}. {hint}") from error


def suite_of(exercise: Exercise) -> str:
    """Return what changes with whatever of ``exercise`` decides the fate of a mutant."""
    return digest(*((exercise.folder / name).read_text(encoding="utf-8") for name in _OF_THE_SUITE))


def digest(*texts: str) -> str:
    """Return a short word that changes with any of ``texts``."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]
