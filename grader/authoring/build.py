"""Stubs regenerated from solutions; a learner's file is touched only while it is a pristine stub."""

from __future__ import annotations

from pathlib import Path

from grader.authoring.stub import stub_of
from grader.catalogue import Exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit


def solution_of(kit: Kit, exercise: Exercise) -> Path:
    """Return the solution of ``exercise``; raises KitError when this copy of the kit has none."""
    path = kit.solutions / exercise.slug / "solution.py"
    if not path.is_file():
        raise KitError(f"{path.relative_to(kit.root)} is missing: the stub is made from it.")
    return path


def generated_stub(kit: Kit, exercise: Exercise) -> str:
    """Return the stub that the solution of ``exercise`` gives."""
    path = solution_of(kit, exercise)
    return stub_of(path.read_text(encoding="utf-8"), str(path.relative_to(kit.root)))


def build(kit: Kit, exercise: Exercise) -> bool:
    """Write ``stub.py``, and ``exercise.py`` where it is absent or still the old stub; tell if a file changed."""
    new = generated_stub(kit, exercise)
    old = exercise.stub.read_text(encoding="utf-8") if exercise.stub.exists() else None
    mine = exercise.submission.read_text(encoding="utf-8") if exercise.submission.exists() else None
    changed = old != new
    if changed:
        exercise.stub.write_text(new, encoding="utf-8")
    if mine is None or (mine == old and changed):
        exercise.submission.write_text(new, encoding="utf-8")
        changed = True
    return changed
