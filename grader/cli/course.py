"""`grader course`: a course for nbgrader."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from grader.kit.errors import KitError
from grader.kit.paths import find_kit

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--settings", type=_FOLDER, metavar="FILE", help="A course.toml: due dates, weeks, points, extensions.")
def command(folder: Path, settings: Path | None) -> int:
    """Write a course for nbgrader to DIR, or bring it up to date with its course.toml."""
    if importlib.util.find_spec("nbgrader") is None:
        raise KitError(
            "A course needs nbgrader, which is not installed. Install what instructors need:\n\n"
            '    pip install "PATH_OF_KIT[instructor]"\n\n'
            "PATH_OF_KIT is the folder of your copy of the kit, or its wheel."
        )
    from grader.course.gradebook import write_gradebook
    from grader.course.settings import FILE
    from grader.course.write import GRADEBOOK, write_course

    found, written, is_told = write_course(folder, find_kit(), settings)
    write_gradebook(folder / GRADEBOOK, found)
    click.echo(
        f"{folder} holds the course `{found.course}`. Assignments: {len(found.assignments)}. "
        f"Notebooks written now: {len(written)}. {folder / 'README.md'} shows the commands of a term."
    )
    if not is_told:
        click.echo(
            "README.md has changes of yours and stays as it is, so its commands may be of an earlier course.toml. For the new "
            "ones, rename it and run this again."
        )
    if not found.install:
        click.echo(
            "No install line is set, so the notebooks tell learners without the kit to ask you. A hosted notebook needs one: "
            f"write the kit's wheel as `install` into {folder / FILE}, remove {folder / 'source'}, and run this again."
        )
    return 0
