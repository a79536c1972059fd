"""With how many seeds each right submission was accepted, kept so that a long proof can be made in parts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import grader
from grader.authoring.graded_mutants import digest
from grader.authoring.observed import digest_of, in_lines, judge_of
from grader.authoring.specimen import Specimen, right_ones
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "accepted.json"
SEEDS_EACH = 50
_GRADERS_OWN = ("child", "judge", "oracles")  # packages that decide with the suite what is accepted


class AcceptedSeeds:
    """For each right submission of one exercise, the number of seeds, from 0 on, with which it got full points.

    Kept beside the solution after each grading. What an older suite accepted, or older code showed, counts for nothing,
    and with ``fresh`` nothing does. Of the kit's own code, which a proof with ``fresh`` tries, only the digests are kept:
    ``kits`` are those that had a part. Raises KitError when the file is damaged.
    """

    def __init__(self, kit: Kit, exercise: Exercise, *, fresh: bool = False) -> None:
        self._file = kit.solutions / exercise.slug / FILE
        self._judge = judge_of(exercise)
        self.kits: list[str] = []
        self._kept: dict[str, tuple[str, int]] = {} if fresh else self._read()

    def of(self, specimen: Specimen) -> int:
        """Return the number of seeds with which ``specimen`` was accepted."""
        digest, seeds = self._kept.get(specimen.name, ("", 0))
        return seeds if digest == digest_of(specimen) else 0

    @property
    def is_of_earlier_kits(self) -> bool:
        """Tell whether another form of the kit, or one that nobody knows, accepted some of what is kept."""
        return not set(self.kits) <= {kit_digest()}

    def accepted(self, specimen: Specimen, seed: int) -> None:
        """Note that ``specimen`` was accepted with ``seed``; a seed that is not the next one tells nothing new."""
        if seed == self.of(specimen):
            self._kept[specimen.name] = (digest_of(specimen), seed + 1)
            if kit_digest() not in self.kits:
                self.kits.append(kit_digest())
            table = {"judge": self._judge, "kits": self.kits, "seeds": dict(sorted(self._kept.items()))}
            new = self._file.with_suffix(".new")
            new.write_text(in_lines(table), encoding="utf-8")
            new.replace(self._file)

    def _read(self) -> dict[str, tuple[str, int]]:
        try:
            table = json.loads(self._file.read_text(encoding="utf-8"))
            kept = {str(name): (str(digest), int(seeds)) for name, (digest, seeds) in table["seeds"].items()}
            if table["judge"] != self._judge:
                return {}
            self.kits = [str(one) for one in table.get("kits", ["unknown"])]
            return kept
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            hint = "Remove it: `grader author prove` writes it anew."
            raise KitError(f"{self._file} cannot be read: {error}. {hint}") from error


def too_few_seeds(kit: Kit, exercise: Exercise, floor: int = SEEDS_EACH) -> list[str]:
    """Return the right submissions of ``exercise`` below ``floor``, each with its number of seeds: 0 where nothing is kept."""
    kept = AcceptedSeeds(kit, exercise)
    return [f"{one.name}: {kept.of(one)}" for one in right_ones(kit, exercise) if kept.of(one) < floor]


@cache
def kit_digest() -> str:
    """Return what changes with the code of the kit that runs and judges submissions."""
    root = Path(grader.__file__).parent
    files = sorted(file for name in _GRADERS_OWN for file in (root / name).rglob("*.py"))
    return digest(*(text for file in files for text in (str(file.relative_to(root)), file.read_text("utf-8"))))
