"""`grader show`: the picture of the last run."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from grader.catalogue import Exercise, find_exercise
from grader.kit.digest import digest_of
from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit
from grader.picture.kept import newest, page_of, recall
from grader.picture.page import page
from grader.picture.timeline import Picture
from grader.report.progress import read_progress


@click.command()
@click.argument("exercise", metavar="[NN]", required=False)
@click.option("--html", "file", metavar="FILE", help="Write the page to FILE, and open no browser.")
def command(exercise: str | None, file: str | None) -> int:
    """Show what your callbacks did in the last run of NN, beside what they should have done (without NN: the newest)."""
    kit = find_kit()
    chosen = _chosen(kit, exercise)
    picture = _picture(kit, chosen)
    changed = picture.digest != digest_of(chosen.submission)
    target = Path(file) if file else page_of(kit, chosen.slug)
    _write(target, picture, changed=changed)
    if changed:
        click.echo(f"Your file has changed since this run; `grader check {chosen.number}` makes a new picture.")
    if not file and has_browser() and webbrowser.open(target.resolve().as_uri()):
        click.echo(f"Opened in your browser: {target}")
    else:
        click.echo(f"The picture of your last run of {chosen.slug}: {target}")
        if not file:
            click.echo("Open this file in a browser; it is complete in itself and loads nothing.")
    return 0


def has_browser() -> bool:
    """Tell whether a browser can show a window to the person who types: not over SSH, not without a screen."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or bool(screen)


def _chosen(kit: Kit, name: str | None) -> Exercise:
    if name is None and (name := newest(kit)) is None:
        raise KitError("There is no run to show yet. `grader check` makes one.")
    return find_exercise(kit, name)


def _picture(kit: Kit, exercise: Exercise) -> Picture:
    picture = recall(kit, exercise.slug)
    if picture is not None:
        return picture
    standing = read_progress(kit).get(exercise.slug)
    told = {
        "not_attempted": "You have not started it: its file is as it came, and nothing was run.",
        "invalid": "When it was checked last, your file could not be read, so nothing was run.",
    }.get(standing.status if standing else "", "It has not been checked yet.")
    raise KitError(f"There is no run of {exercise.slug} to show. {told} `grader check {exercise.number}` makes one.")


def _write(target: Path, picture: Picture, *, changed: bool) -> None:
    try:
        text = page(picture, changed=changed)
    except (TypeError, ValueError, AttributeError, KeyError, IndexError) as error:
        kept = f"What is kept of this run is damaged ({type(error).__name__}: {error})."
        raise KitError(f"{kept} `grader check {picture.exercise[:2]}` makes it anew.") from error
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KitError(f"The page cannot be written to {target}: {error.strerror or error}.") from error
