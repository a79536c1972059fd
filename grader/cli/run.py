"""`grader run`: the learner's file on its scenarios, live, without a verdict."""

from __future__ import annotations

import json
import subprocess
import sys

import click

from grader import standins
from grader.catalogue import read_submission
from grader.cli.common import chosen_exercise
from grader.isolation.environment import server_environment
from grader.isolation.request import request_for
from grader.isolation.run_folder import run_folder
from grader.judge.attempt import draw_cases
from grader.kit.paths import find_kit


@click.command()
@click.argument("exercise", metavar="NN")
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, metavar="N", help="Choose other cases."
)
def command(exercise: str, seed: int) -> int:
    """Run your file on its scenarios and show what it prints; breakpoint() works, and nothing is graded."""
    kit = find_kit()
    chosen = chosen_exercise(kit, exercise)
    submission = read_submission(chosen.submission)
    data = standins.prepare(kit.state / "standins", click.echo, chosen.data).tfds_dir if chosen.data else None
    cases = {name: case for name, case in draw_cases(chosen, seed).items() if "examines" not in case}
    click.echo(f"{len(cases)} scenarios of {chosen.slug}, seed {seed}. Starting TensorFlow ...")
    with run_folder() as folder:
        request = request_for(chosen, cases, folder, submission.source, data=data, device="cpu")
        # The learner's own path in a traceback and at a breakpoint, and their terminal on standard input.
        request |= {"live": str(submission.path.resolve())}
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        environment = server_environment(folder)
        return subprocess.call(
            [sys.executable, "-E", "-P", "-m", "grader.child.live", str(folder / "request.json")], env=environment
        )
