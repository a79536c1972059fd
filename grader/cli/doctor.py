"""`grader doctor`: what is installed, and what works here."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys

import click

from grader import __version__, standins
from grader.catalogue import all_exercises
from grader.cli.server import state
from grader.isolation import LAYERS, launcher_name
from grader.isolation.probe import probe
from grader.kit.errors import KitError
from grader.kit.paths import find_kit

PACKAGES = ("keras", "tensorflow", "tensorflow-datasets", "tensorboard", "numpy", "pytest")
_WIDTH = 22


@click.command()
def command() -> int:
    """Show versions, the kit's folders, and which protections are active; exit code 2 when grading cannot work."""
    kit = find_kit()
    _line("kit", f"{__version__} in {kit.root}")
    _line("Python", f"{platform.python_version()} ({sys.executable})")
    missing = [name for name in PACKAGES if not _package(name)]
    _line("exercises", str(len(all_exercises(kit))))
    _line("solutions", "here" if kit.solutions.is_dir() else "not in this copy")
    absent = ", ".join(standins.missing(kit.state / "standins"))
    _line(
        "stand-in data", f"not made yet: {absent} (made when needed, or by grader data prepare)" if absent else "ready"
    )
    _line("free disk space", f"{shutil.disk_usage(kit.root).free // 1_000_000:,} MB")
    _line("children", launcher_name())
    _line("warm server", _warm_server())
    if missing:
        raise KitError(f"Missing: {', '.join(missing)}. `make grade` installs what is needed.")
    found = probe(kit)
    _line("protections", ", ".join(found.protections).replace("_", " "))
    _line("missing", ", ".join(layer for layer in LAYERS if layer not in found.protections) or "none of the layers")
    label = "a submission tried to"
    for what, outcome in found.outcomes.items():
        _line(label, f"{what}: {outcome}")
        label = ""
    return 0


def _line(label: str, text: str) -> None:
    click.echo(f"{label:{_WIDTH}}{text}")


def _warm_server() -> str:
    try:
        return state()
    except KitError as error:
        return error.message


def _package(name: str) -> bool:
    try:
        _line(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        _line(name, "missing")
        return False
    return True
