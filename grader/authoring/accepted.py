"""With how many seeds each right submission was accepted, kept so that a long proof can be made in parts."""

from __future__ import annotations

import json

from grader.authoring.observed import digest_of, in_lines, judge_of
from grader.authoring.specimen import Specimen
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "accepted.json"


class AcceptedSeeds:
    """For each right submission of one exercise, the number of seeds, from 0 on, with which it got full points.

    Kept beside the solution after each grading. What an older judge accepted, or older code showed, counts for nothing,
    and with ``fresh`` nothing does. Raises KitError when the file is damaged.
    """

    def __init__(self, kit: Kit, exercise: Exercise, *, fresh: bool = False) -> None:
        self._file = kit.solutions / exercise.slug / FILE
        self._judge = judge_of(exercise)
        self._kept: dict[str, tuple[str, int]] = {} if fresh else self._read()

    def of(self, specimen: Specimen) -> int:
        """Return the number of seeds with which ``specimen`` was accepted."""
        digest, seeds = self._kept.get(specimen.name, ("", 0))
        return seeds if digest == digest_of(specimen) else 0

    def accepted(self, specimen: Specimen, seed: int) -> None:
        """Note that ``specimen`` was accepted with ``seed``; a seed that is not the next one tells nothing new."""
        if seed == self.of(specimen):
            self._kept[specimen.name] = (digest_of(specimen), seed + 1)
            table = {"judge": self._judge, "seeds": dict(sorted(self._kept.items()))}
            new = self._file.with_suffix(".new")
            new.write_text(in_lines(table), encoding="utf-8")
            new.replace(self._file)

    def _read(self) -> dict[str, tuple[str, int]]:
        try:
            table = json.loads(self._file.read_text(encoding="utf-8"))
            kept = {str(name): (str(digest), int(seeds)) for name, (digest, seeds) in table["seeds"].items()}
            return kept if table["judge"] == self._judge else {}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            hint = "Remove it: `grader author prove` writes it anew."
            raise KitError(f"{self._file} cannot be read: {error}. {hint}") from error
