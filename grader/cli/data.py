"""`grader data`: the stand-in datasets."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader import standins
from grader.kit.errors import KitError
from grader.kit.paths import find_kit


@click.group()
def command() -> None:
    """Make or look at the stand-in datasets, which are drawn by the kit."""


@command.command()
def prepare() -> int:
    """Make all stand-in datasets now (once, under half a minute); otherwise each is made when first needed."""
    place = standins.prepare(find_kit().state / "standins", click.echo)
    click.echo(f"The stand-in datasets are ready in {place.tfds_dir.parent}.")
    return 0


@command.command()
@click.option(
    "--pictures", type=click.Path(dir_okay=False, path_type=Path), help="Write a sheet of drawn pictures (PNG)."
)
def status(pictures: Path | None) -> int:
    """Tell which data is in use; CALLBACKS_DATA=real asks for the real datasets in your own runs."""
    for one in standins.status(find_kit().state / "standins", os.environ):
        count = "" if one.images is None else f"{one.images:6} images"
        click.echo(f"{one.name:18} {one.in_use:9} {count:13}  {one.where}")
    if pictures:
        _draw(pictures)
    return 0


def _draw(path: Path) -> None:
    from grader.standins.sheet import contact_sheet

    try:
        contact_sheet(path)
    except (OSError, ValueError) as error:
        raise KitError(
            f"The pictures cannot be written to {path}: {error}. Name a .png file in a folder of yours."
        ) from error
    click.echo(f"Some drawn pictures of each class: {path}")
