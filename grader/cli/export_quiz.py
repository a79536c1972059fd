"""`grader export-quiz`: the questions for a learning management system."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.kit.errors import KitError
from grader.kit.paths import find_kit
from grader.quiz.bank import Bank
from grader.quiz.exports.formats import FORMATS
from grader.quiz.read import bank_of


@click.command()
@click.argument("form", metavar="{moodle,gift,qti}", type=click.Choice(list(FORMATS)))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Only this topic; may be repeated.")
@click.option("--bank", "source", type=click.Path(path_type=Path), metavar="BANK", help="Questions of your own.")
def command(form: str, file: Path, topics: tuple[str, ...], source: Path | None) -> int:
    """Write the questions, with every explanation, to FILE; a FILE that is there already is replaced."""
    bank = bank_of(find_kit(), source).about(topics)
    chosen = FORMATS[form]
    _write(file, bank, chosen.write(bank))
    count = len(bank.questions)
    click.echo(f"Wrote {count} question{'s' * (count != 1)} to {file} ({chosen.name}). {chosen.next_step}")
    click.echo(chosen.note)
    return 0


def _write(file: Path, bank: Bank, content: bytes) -> None:
    """Write the whole file or leave the old one; raises KitError when neither can be done, or it is the bank itself."""
    if any(file.resolve() == source.resolve() for source in bank.files):
        raise KitError(f"{file} is the question bank itself. Name another file to write to.")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        os.replace(draft, file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KitError(f"{file} cannot be written: {error.strerror or error}.") from error
