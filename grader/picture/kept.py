"""The picture of the learner's last run of each exercise, kept in ``.grader/runs`` until the next one, or a reset."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.picture.timeline import Picture
from grader.report import Report
from grader.report.progress import write_progress

LARGEST = 400_000  # characters; what is larger keeps only the scenes in which a check failed


def remember(kit: Kit, reports: list[Report]) -> None:
    """Keep what the learner's own files have come to: the standings, and the pictures for `grader show`.

    Only the newest picture of an exercise is kept, on this machine and nowhere else; it holds numbers, marks, verdicts
    and the first lines that were printed, none of the code. Raises KitError when the folder cannot be written to.
    """
    write_progress(kit, reports)
    for report in reports:
        file = file_of(kit, report.exercise)
        try:
            if report.picture:
                _replace(file, _text(report.picture))
            elif report.status != "harness_error":
                file.unlink(missing_ok=True)  # what is there belongs to an older file
        except OSError as error:
            raise KitError(f"The picture of this run cannot be kept in {file}: {error.strerror or error}.") from error


def recall(kit: Kit, slug: str) -> Picture | None:
    """Return the picture of the last run of ``slug``, or None when there is none; raises KitError when it is damaged."""
    file = file_of(kit, slug)
    try:
        return Picture.of(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise KitError(f"{file} cannot be read: {error}. `grader check {slug[:2]}` makes it anew.") from error


def newest(kit: Kit) -> str | None:
    """Return the slug of the exercise that ran last, or None."""
    files = sorted((kit.state / "runs").glob("*.json"), key=lambda file: file.stat().st_mtime)
    return files[-1].stem if files else None


def forget(kit: Kit, slug: str) -> None:
    """Remove the picture of ``slug`` and the page that was made of it."""
    for file in (file_of(kit, slug), page_of(kit, slug)):
        file.unlink(missing_ok=True)


def file_of(kit: Kit, slug: str) -> Path:
    """Return where the picture of ``slug`` is kept."""
    return kit.state / "runs" / f"{slug}.json"


def page_of(kit: Kit, slug: str) -> Path:
    """Return where `grader show` writes its page."""
    return kit.state / "runs" / f"{slug}.html"


def _text(picture: Picture) -> str:
    text = picture.to_text()
    if len(text) <= LARGEST:
        return text
    failed = [scene for scene in picture.scenes if scene.verdicts][:8]
    left_out = picture.left_out + len(picture.scenes) - len(failed)
    return replace(picture, scenes=failed, left_out=left_out).to_text()


def _replace(path: Path, text: str) -> None:
    """Write the whole file or leave the old one: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
