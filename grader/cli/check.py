"""`grader check`: grade one submission."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import click

from grader.catalogue import Exercise
from grader.cli.common import chosen_exercise
from grader.cli.ticker import Ticker, ticker
from grader.isolation import LAYERS
from grader.judge import Engine, new_seed, read
from grader.kit.errors import KitError
from grader.kit.paths import Kit, find_kit
from grader.report import Report
from grader.report.text import make_console, render

_DEVICE = click.Choice(["cpu", "gpu"])


@click.command()
@click.argument("exercise", metavar="[NN]", required=False)
@click.option("--submission", metavar="PATH", help="Grade this file, or this folder's exercise.py, instead of yours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Draw the same cases as a run that reported N.")
@click.option("--device", type=_DEVICE, default="cpu", show_default=True, help="Where models train.")
@click.option("--require-sandbox", is_flag=True, help="Run nothing where a layer of the sandbox is missing.")
@click.option("--no-server", is_flag=True, help="Leave no warm server behind for the next command.")
def command(
    exercise: str | None,
    submission: str | None,
    as_json: bool,
    seed: int | None,
    device: str,
    require_sandbox: bool,
    no_server: bool,
) -> int:
    """Grade an exercise; NN is its number, its name or its folder."""
    if submission is not None and exercise is None:
        raise KitError("--submission needs the exercise that it is for, as in `grader check 02 --submission PATH`.")
    kit = find_kit()
    chosen = chosen_exercise(kit, exercise)
    own = submission is None
    path = Path(submission) if submission else chosen.submission
    required = LAYERS if require_sandbox else ()
    with (
        ticker(f"Grading {chosen.slug} ...").running() as shown,
        Engine(kit, device=device, shared=not no_server, required=required, progress=shown.say) as engine,
    ):
        report = _grade(engine, chosen, path, seed, shown)
    if own:
        _keep(kit, report)
    if as_json:
        click.echo(json.dumps(report.to_json()))
    else:
        _show(kit, report, own=own)
    return {"passed": 0, "harness_error": 2}.get(report.status, 1)


def _grade(engine: Engine, exercise: Exercise, path: Path, seed: int | None, shown: Ticker) -> Report:
    attempt = read(exercise, path, new_seed() if seed is None else seed)
    threading.Thread(target=engine.run, args=(attempt,), daemon=True).start()
    from grader.pytest_plugin.grade import judge  # importing pytest takes a while: the child is at work meanwhile

    return judge(attempt, shown.tell)


def _keep(kit: Kit, report: Report) -> None:
    from grader.picture.kept import remember  # what draws was imported with the judge, while the child was at work

    try:
        remember(kit, [report])
    except KitError as error:
        click.echo(error.message, err=True)


def _show(kit: Kit, report: Report, *, own: bool) -> None:
    from grader.picture.terminal import sketches

    console = make_console()
    console.print(render(report, console, kit.root, beside=sketches(report.picture, console)))
    console.print(f"\n{report.seconds:.1f} s, seed {report.seed}{_versions(report)}", style="dim")
    number = report.exercise[:2]
    if report.status == "passed" and own:
        console.print(f"Full points. Next: grader      (to compare: grader solution {number})")
    elif report.status not in ("passed", "harness_error") and own:
        console.print(f"Stuck? grader hint {number}. To see what your callbacks did: grader show {number}")


def _versions(report: Report) -> str:
    named = [f"{name} {version}" for name, version in report.versions.items() if name in ("keras", "tensorflow")]
    return "".join(f", {one}" for one in named or ["nothing was run"])
