"""What a child reports of itself when it has nothing to do: the protections that are in force here."""

from __future__ import annotations

from grader.catalogue import all_exercises
from grader.isolation.collect import Job, collect
from grader.isolation.launchers import open_launcher
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def probe(kit: Kit) -> list[str]:
    """Return the protections of a graded run; raises KitError when no child can be run."""
    with open_launcher() as launcher:
        evidence = collect(Job(all_exercises(kit)[0], "", {}), launcher)
    if evidence.harness_fault or evidence.loaded.status != "loaded":
        raise KitError(f"A graded run does not work here: {evidence.harness_fault or evidence.faults}.")
    return evidence.protections
