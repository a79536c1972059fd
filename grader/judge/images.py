"""Expectations about the numbered images that a model was shown, epoch by epoch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from grader.evidence import Run
from grader.judge.expect import expect

_GIVEN = {"trained": "train_ds", "validated": "val_ds"}


def images_shown(run: Run) -> list[dict[str, list[Any]]]:
    """Return what the model of ``run`` was shown in each epoch; raises Unmet when it was never trained."""
    seen: list[dict[str, list[Any]]] = run.values["seen"]
    why = "Nothing was trained."
    expect(bool(seen), expected="`train` trains the model with `fit`", seen="no epoch", why=why)
    return seen


def expect_shown(run: Run, part: str, wanted: Collection[int], why: str) -> None:
    """Raise Unmet unless every epoch ``trained`` on, or ``validated`` with, exactly the images ``wanted``."""
    for number, epoch in enumerate(images_shown(run), start=1):
        expected = f"in epoch {number} the images {part} are the {len(wanted)} of `{_GIVEN[part]}`"
        expect(set(epoch[part]) == set(wanted), expected=expected, seen=difference(epoch[part], wanted), why=why)


def difference(seen: Sequence[int], wanted: Collection[int]) -> str:
    """Return in words how the images ``seen`` differ from those ``wanted``, each once."""
    others, missing = len(set(seen) - set(wanted)), len(set(wanted) - set(seen))
    twice = len(seen) - len(set(seen))
    return f"{len(seen)} images were shown: {missing} are missing, {others} are others, {twice} twice"
