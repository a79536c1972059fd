"""`grader class`: the report on a graded class."""

from __future__ import annotations

from pathlib import Path

import click

from grader.catalogue import all_exercises
from grader.class_report import write_class_report
from grader.kit.errors import KitError
from grader.kit.paths import find_kit


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--names", is_flag=True, help="Show who is who, in a page of its own; otherwise learners have pseudonyms."
)
def command(folder: Path, names: bool) -> int:
    """Report on the class that `grader batch` has graded into DIR: one page, for the screen and for paper."""
    if not folder.is_dir():
        raise KitError(f"{folder} is not a folder. Name the one that you gave to `grader batch` as --out.")
    try:
        page = write_class_report(folder, all_exercises(find_kit()), names=names)
    except OSError as error:
        raise KitError(f"The report cannot be written into {folder}: {error.strerror or error}.") from error
    click.echo(f"The report is {page}. Open it in a browser, or print it.")
    return 0
