"""What a wrong submission is told for each rule: messages of real gradings, kept beside the solution."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from grader.authoring.brief import judge_until
from grader.authoring.graded_mutants import digest
from grader.authoring.observed import digest_of, judge_of
from grader.authoring.rules import Rule, rules_of
from grader.authoring.specimen import Specimen, wrong_ones
from grader.authoring.verdict import is_caught
from grader.catalogue import Exercise
from grader.judge import Engine, read
from grader.kit.errors import KitError
from grader.kit.paths import Kit

FILE = "told.json"


@dataclass(frozen=True)
class Told:
    """What the wrong submission ``to`` was told by ``check``; ``graded`` changes with its code and with the suite."""

    to: str
    check: str
    message: str
    graded: str = ""


def told_of(kit: Kit, exercise: Exercise) -> dict[str, Told]:
    """Return what was recorded for ``exercise``, by the words of the rule."""
    file = kit.solutions / exercise.slug / FILE
    if not file.is_file():
        return {}
    kept: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return {says: Told(**fields) for says, fields in kept.items()}


def unrecorded(kit: Kit, exercise: Exercise) -> list[Rule]:
    """Return the rules for which nothing was recorded, or what another first submission, or another suite, had told."""
    told, specimens = told_of(kit, exercise), _by_stem(kit, exercise)
    return [
        rule
        for rule in rules_of(kit, exercise)
        if rule.says not in told or not _fits(told[rule.says], exercise, specimens[rule.shown_by[0]])
    ]


def record_told(
    kit: Kit, exercise: Exercise, engine: Engine, seed: int, done: Callable[[int, int], object], *, fresh: bool = False
) -> int:
    """Grade the first submission of each rule that is unrecorded (all with ``fresh``), and keep what it is told.

    ``done`` is told how many of how many there were; returns that number. Raises KitError where the named check is silent.
    """
    rules, specimens = rules_of(kit, exercise), _by_stem(kit, exercise)
    told = {} if fresh else told_of(kit, exercise)
    due = rules if fresh else unrecorded(kit, exercise)
    for count, rule in enumerate(due, start=1):
        told[rule.says] = _told(exercise, specimens[rule.shown_by[0]], engine, seed)
        _keep(kit, exercise, rules, told)  # what is broken off goes on where it was
        done(count, len(due))
    _keep(kit, exercise, rules, told)
    return len(due)


def _keep(kit: Kit, exercise: Exercise, rules: list[Rule], told: dict[str, Told]) -> None:
    kept = {rule.says: asdict(told[rule.says]) for rule in rules if rule.says in told}
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    (kit.solutions / exercise.slug / FILE).write_text(f"{text}\n", encoding="utf-8")


def _told(exercise: Exercise, specimen: Specimen, engine: Engine, seed: int) -> Told:
    attempt = read(exercise, specimen.path, seed)
    report = judge_until(lambda verdicts: is_caught(verdicts, specimen), attempt, engine)
    for result in report.checks:
        if result.name == specimen.caught_by and is_caught([result], specimen):
            return Told(specimen.path.stem, result.name, result.message, graded_by(exercise, specimen))
    raise KitError(f"{exercise.slug}: {specimen.caught_by} does not catch {specimen.path.name}, seed {seed}.")


def graded_by(exercise: Exercise, specimen: Specimen) -> str:
    """Return what changes with the suite of ``exercise`` and with the code of ``specimen``."""
    return digest(judge_of(exercise), digest_of(specimen))


def _fits(told: Told, exercise: Exercise, specimen: Specimen) -> bool:
    right = (told.to, told.check) == (specimen.path.stem, specimen.caught_by)
    is_of_today = told.graded == graded_by(exercise, specimen)
    return right and is_of_today and all(words in told.message for words in specimen.messages)


def _by_stem(kit: Kit, exercise: Exercise) -> dict[str, Specimen]:
    return {one.path.stem: one for one in wrong_ones(kit, exercise)}
