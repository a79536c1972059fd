"""`grader server`: the warm server that outlives commands."""

from __future__ import annotations

import click

from grader.isolation import launcher_name
from grader.isolation.servers import SharedServer
from grader.kit.errors import KitError

NONE = "none is running; the next check starts one"


@click.group()
def command() -> None:
    """Look at the warm server, which spares every check the import of TensorFlow, or stop it."""


@command.command()
def status() -> int:
    """Show whether a warm server is running."""
    click.echo(f"Warm server: {state()}.")
    return 0


@command.command()
def stop() -> int:
    """Stop the warm server; runs that are going on come to their end."""
    answer = _server().ask("stop") if _is_used() else None
    click.echo("The warm server stops." if answer else "No warm server is running.")
    return 0


def state() -> str:
    """Return in words whether a warm server is running; raises KitError when one does not answer."""
    if not _is_used():
        return f"not used here (children are {launcher_name()})"
    try:
        server = _server()
    except KitError as error:
        return f"cannot be shared: {error.message}"
    answer = server.ask("status")
    if answer is None:
        return NONE
    minutes, runs = answer["seconds"] // 60, answer["served"]
    return (
        f"process {answer['pid']}, {answer['megabytes']} MB, started {minutes} minute{'s' * (minutes != 1)} ago, "
        f"{runs} run{'s' * (runs != 1)} so far, {answer['running']} going on"
    )


def _is_used() -> bool:
    return launcher_name() == "shared"


def _server() -> SharedServer:
    return SharedServer(lambda sentence: None)
