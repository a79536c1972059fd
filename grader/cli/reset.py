"""`grader reset`: the pristine file back, the learner's kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from grader.catalogue import Exercise, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit
from grader.picture.kept import forget


@click.command()
@click.argument("exercise", metavar="NN")
def command(exercise: str) -> int:
    """Bring the pristine exercise.py back; what you wrote is kept in a backup."""
    kit = find_kit()
    backup = reset(kit, find_exercise(kit, exercise))
    click.echo(
        f"The exercise is as it was. Your file is kept in {backup}." if backup else "Your file is the pristine one."
    )
    return 0


def reset(kit: Kit, exercise: Exercise) -> Path | None:
    """Replace the learner's file by the stub and return the backup, or None when there was nothing to keep.

    The picture of the last run, which was the old file's, goes as well.

    Raises KitError, and changes nothing, when the backup or the new file cannot be written.
    """
    mine, pristine = exercise.submission, exercise.stub.read_bytes()
    try:
        backup = None
        if mine.exists():
            if mine.read_bytes() == pristine:
                return None
            backup = _free_name(kit.state / "backups" / exercise.slug)
            backup.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(mine, backup)
        draft = mine.with_suffix(".new")
        draft.write_bytes(pristine)
        os.replace(draft, mine)
        forget(kit, exercise.slug)
    except OSError as error:
        raise KitError(
            f"{exercise.slug} cannot be reset, and nothing was changed: {error.strerror or error}."
        ) from error
    return backup


def _free_name(folder: Path) -> Path:
    number = 1
    while (folder / f"exercise-{number}.py").exists():
        number += 1
    return folder / f"exercise-{number}.py"
