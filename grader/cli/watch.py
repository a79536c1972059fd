"""`grader watch`: grade again on every save."""

from __future__ import annotations

import queue

import click

from grader.cli.common import chosen_exercise
from grader.cli.watching.events import Event, Said
from grader.cli.watching.keys import pressed_keys, takes_single_keys
from grader.cli.watching.loop import Loop
from grader.cli.watching.saves import Saves
from grader.cli.watching.screen import Screen
from grader.cli.watching.worker import Worker
from grader.judge import Engine
from grader.kit.paths import find_kit
from grader.report.text import make_console


@click.command()
@click.argument("exercise", metavar="[NN]", required=False)
@click.option("--no-server", is_flag=True, help="Leave no warm server behind for the next command.")
def command(exercise: str | None, no_server: bool) -> int:
    """Grade the current exercise, or NN, whenever you save its file; q or Ctrl-C ends it."""
    kit = find_kit()
    chosen = chosen_exercise(kit, exercise)
    events: queue.Queue[Event] = queue.Queue()
    screen = Screen(kit, make_console(), with_enter=not takes_single_keys())
    saves = Saves(kit.exercises, chosen.submission, events.put)
    with (
        Engine(kit, shared=not no_server, progress=lambda sentence: events.put(Said(sentence))) as engine,
        pressed_keys(events.put),
    ):
        worker = Worker(engine, events.put)
        try:
            Loop(kit, chosen, worker, saves, screen).run(events)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
        finally:
            worker.stop()
            saves.close()
    return 0
