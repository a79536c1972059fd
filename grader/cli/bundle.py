"""`grader bundle`: the kit for learners, as a zip file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from grader.bundle import FOLDER, contents_of, download, write_archive
from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit

_SHOWN = 8


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.zip")
@click.option("--wheelhouse", is_flag=True, help="Add all packages, for classrooms without a network (about 600 MB).")
def command(file: Path, wheelhouse: bool) -> int:
    """Pack the kit for learners into FILE.zip: without solutions, with pristine exercises."""
    kit = find_kit()
    _check(file, kit)
    contents = contents_of(kit)
    with tempfile.TemporaryDirectory(prefix="callbacks-wheelhouse-") as folder:
        packages = download(kit.root, Path(folder), click.echo) if wheelhouse else {}
        write_archive(file, contents.files | packages)
    if contents.left_out:
        shown = ", ".join(contents.left_out[:_SHOWN])
        more = f" and {len(contents.left_out) - _SHOWN} more" if len(contents.left_out) > _SHOWN else ""
        click.echo(f"Left out, since git does not know them or no exercise has such a file: {shown}{more}.")
    size = file.stat().st_size / 1e6
    click.echo(f"{file} holds {len(contents.files) + len(packages)} files ({size:.1f} MB) and no solution.")
    click.echo(f"Learners unpack it and type `make grade` in the folder {FOLDER}; README.md there says the rest.")
    return 0


def _check(file: Path, kit: Kit) -> None:
    """Raise KitError when nothing should be written to ``file``."""
    if file.suffix.lower() != ".zip":
        raise KitError(f"{file} does not end in .zip. Name the file to write, as in ../{FOLDER}.zip.")
    if file.exists():
        raise KitError(f"{file} exists already. Remove it, or name another file.")
    if not file.parent.is_dir():
        raise KitError(f"There is no folder {file.parent}. Make it, or name another file.")
    if file.resolve().is_relative_to(kit.root.resolve()):
        raise KitError(
            f"{file} lies inside the kit, which it is to be a copy of. Name a place outside: ../{file.name}."
        )
