"""`grader solution`: after full points, something to compare with."""

from __future__ import annotations

import click
from rich.syntax import Syntax

from grader.catalogue import find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import find_kit
from grader.report.progress import read_progress
from grader.report.text import make_console


@click.command()
@click.argument("exercise", metavar="NN")
def command(exercise: str) -> int:
    """Show the solution of an exercise that you have full points for."""
    kit = find_kit()
    chosen = find_exercise(kit, exercise)
    path = kit.solutions / chosen.slug / "solution.py"
    if not path.is_file():
        raise KitError("This copy of the kit comes without solutions. Ask whoever gave it to you.")
    standing = read_progress(kit).get(chosen.slug)
    if standing is None or standing.status != "passed":
        raise KitError(
            f"The solution of {chosen.slug} is for comparing, after full points: grader check {chosen.number}. "
            f"If you are stuck, grader hint {chosen.number} helps without giving it away."
        )
    console = make_console()
    console.print(f"{path.relative_to(kit.root)} (one way of several)", style="bold")
    source = path.read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if not line.strip().startswith("### ")]
    console.print(Syntax("\n".join(lines), "python", background_color="default", word_wrap=True))
    return 0
