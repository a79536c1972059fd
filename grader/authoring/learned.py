"""From what wrong submissions showed to what ships with an exercise, and how often that is right about unknown ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.authoring.observed import Observed, in_lines
from grader.authoring.specimen import Specimen
from grader.catalogue import Exercise
from grader.diagnosis import Diagnosis, Knowledge, Profile, Signature, coded, nearest_family, steady
from grader.diagnosis.knowledge import FILE

Shown = tuple[Specimen, Signature]
PRECISION, RECALL = 0.95, 0.8  # what falls below is no help to a learner


@dataclass
class Trial:
    """How often the diagnosis was right about submissions that it had not learned from; ``faults`` says where not."""

    named: int = 0  # submissions that show a misconception
    told: int = 0  # submissions that were told one
    right: int = 0  # submissions that were told theirs
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the part of the diagnoses that were right, 1.0 when none was made."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Return the part of the misconceptions that were recognised, 1.0 when there were none."""
        return self.right / self.named if self.named else 1.0

    @property
    def shortfall(self) -> str:
        """Return a sentence about what falls below the least that a diagnosis needs; nothing where all is well."""
        if not self.named:
            return "the diagnosis was tried on no submission that shows a misconception"
        short = [
            f"{name} {value:.1%} is below {least:.0%}"
            for name, value, least in (("precision", self.precision, PRECISION), ("recall", self.recall, RECALL))
            if value < least
        ]
        return f"the diagnosis is not right often enough: {', '.join(short)}" if short else ""

    def add(self, other: Trial) -> None:
        """Count the submissions of ``other`` too."""
        self.named, self.told, self.right = self.named + other.named, self.told + other.told, self.right + other.right
        self.faults += other.faults

    def __str__(self) -> str:
        """Return the figures in words."""
        return (
            f"diagnosis: precision {self.precision:.0%} ({self.right} of {self.told}), "
            f"recall {self.recall:.0%} ({self.right} of {self.named})"
        )


def learned(misconceptions: dict[str, Diagnosis], wrong: list[Specimen], observed: Observed) -> Knowledge:
    """Return what ships with an exercise: its ``misconceptions``, and what its ``wrong`` submissions showed."""
    return Knowledge(misconceptions, tuple(_profiles(wrong, observed).values()))


def shipped(knowledge: Knowledge) -> str:
    """Return the text of the file that holds ``knowledge``."""
    return in_lines(knowledge.to_json())


def ship(exercise: Exercise, knowledge: Knowledge) -> bool:
    """Write ``knowledge`` into the folder of ``exercise``; tell if that changed its file."""
    file = exercise.folder / FILE
    old = file.read_text(encoding="utf-8") if file.exists() else None
    new = shipped(knowledge)
    if new != old:
        file.write_text(new, encoding="utf-8")
    return new != old


def all_shown(wrong: list[Specimen], observed: Observed) -> list[Shown]:
    """Return every wrong submission with each of its signatures that are kept."""
    return [(one, signature) for one in wrong for signature in observed.seen[one.name].signatures]


def leave_one_out(wrong: list[Specimen], observed: Observed, shown: Iterable[Shown]) -> Trial:
    """Return how often each submission of ``shown`` is told its misconception by what the other ones show.

    A submission with a fault that is no misconception is right to be told none. It, too, is not learned from.
    """
    trial, profiles = Trial(), _profiles(wrong, observed)
    for specimen, signature in shown:
        others = [profile for name, profile in profiles.items() if name != specimen.name]
        told = nearest_family(coded(signature), others)
        trial.named += specimen.misconception is not None
        trial.told += told is not None
        trial.right += told is not None and told == specimen.misconception
        if told != specimen.misconception:
            trial.faults.append(
                f"{specimen.path.name} shows {specimen.misconception or 'another fault'}, "
                f"but was told {told or 'nothing'}"
            )
    return trial


def _profiles(wrong: list[Specimen], observed: Observed) -> dict[str, Profile]:
    seen = {one: observed.seen[one.name].signatures for one in wrong}
    return {
        one.name: Profile(one.misconception, steady([coded(signature) for signature in signatures]))
        for one, signatures in seen.items()
        if signatures
    }
