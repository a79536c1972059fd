"""`grader hint`: the ladder of hints, one rung a call."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.markdown import Markdown

from grader.catalogue import Exercise
from grader.catalogue.hints import hints_of
from grader.cli.common import chosen_exercise
from grader.kit.paths import Kit, find_kit
from grader.report.progress import name_of
from grader.report.text import make_console


@click.command()
@click.argument("exercise", metavar="[NN]", required=False)
@click.option("--again", is_flag=True, help="Show all hints that you have seen so far.")
def command(exercise: str | None, again: bool) -> int:
    """Show the next hint: a nudge, then the idea, then a small example."""
    kit = find_kit()
    show_hint(kit, chosen_exercise(kit, exercise), make_console(), again=again)
    return 0


def show_hint(kit: Kit, chosen: Exercise, console: Console, *, again: bool = False) -> None:
    """Print the next hint of ``chosen``, or all that were seen so far; raises KitError when there are none."""
    hints = hints_of(chosen)
    seen = _seen(kit).get(name_of(chosen.slug), 0)
    count = max(1, seen) if again else min(seen + 1, len(hints))
    for number in range(1 if again else count, count + 1):
        console.print(f"{chosen.title}: hint {number} of {len(hints)}", style="bold")
        console.print(Markdown(hints[number - 1]))
    if count == len(hints):
        console.print("That was the last hint.", style="dim")
    _remember(kit, chosen, count)


def _seen(kit: Kit) -> dict[str, int]:
    try:
        kept: dict[str, int] = json.loads((kit.state / "hints.json").read_text(encoding="utf-8"))
        return {name_of(slug): count for slug, count in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _remember(kit: Kit, exercise: Exercise, count: int) -> None:
    seen, name = _seen(kit), name_of(exercise.slug)
    seen[name] = max(count, seen.get(name, 0))
    try:
        kit.state.mkdir(parents=True, exist_ok=True)
        (kit.state / "hints.json").write_text(json.dumps(seen), encoding="utf-8")
    except OSError as error:
        click.echo(f"Which hints you have seen cannot be kept: {error.strerror}.", err=True)
