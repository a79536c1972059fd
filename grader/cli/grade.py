"""`grader grade`: what `make grade` runs: everything ready, everything graded, what next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import click

from grader import standins
from grader.catalogue import Exercise, all_exercises
from grader.cli.common import spinner
from grader.cli.overview import overview
from grader.judge import Attempt, Engine, new_seed
from grader.judge.turns import turns
from grader.kit.cores import cores
from grader.kit.errors import KitError
from grader.kit.paths import find_kit
from grader.picture.kept import remember
from grader.report.text import make_console, render


@click.command()
def command() -> int:
    """Prepare the data that exercises load, grade all of them, print the table; status 0 unless the kit itself failed."""
    from grader.pytest_plugin.grade import judge

    kit, console, seed = find_kit(), make_console(), new_seed()
    exercises = all_exercises(kit)
    standins.prepare(kit.state / "standins", click.echo, sorted({name for one in exercises for name in one.data}))
    with spinner("Grading ...") as say, Engine(kit, progress=say) as engine, ThreadPoolExecutor(cores()) as pool:

        def attempt(exercise: Exercise) -> Attempt:
            try:
                return engine.attempt(exercise, exercise.submission, seed)
            except KitError as error:
                return Attempt(exercise, exercise.submission, seed, "invalid", error.message)

        attempts = {one.slug: pool.submit(attempt, one) for one in turns(exercises, cores())}
        reports = [judge(attempts[one.slug].result()) for one in exercises]
    for report in reports:
        if report.status != "not_attempted":
            console.print(render(report, console, kit.root))
            console.print()
    remember(kit, reports)
    overview()
    return 2 if any(report.status == "harness_error" for report in reports) else 0
