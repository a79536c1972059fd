"""`grader data`: the stand-in datasets."""

from __future__ import annotations

import os

import click

from grader import standins
from grader.kit.paths import find_kit


@click.group()
def command() -> None:
    """Make or look at the stand-in datasets, which are drawn by the kit."""


@command.command()
def prepare() -> int:
    """Make the stand-in datasets (once, under half a minute)."""
    place = standins.prepare(find_kit().state / "standins", click.echo)
    click.echo(f"The stand-in datasets are ready in {place.tfds_dir.parent}.")
    return 0


@command.command()
def status() -> int:
    """Tell which data is in use."""
    for one in standins.status(find_kit().state / "standins", os.environ):
        click.echo(f"{one.name:18} {one.in_use:9} {one.images:6} images  {one.where}")
    return 0
