"""Everything that is installed, in a folder: for classrooms without a network."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from grader.kit.errors import KitError

FOLDER = "wheelhouse"
MADE_FOR = "made-for.txt"  # the set-up compares it with `made_for`, see grader/bootstrap.py
# What is not in the lock file: pip needs it to install the kit itself, and what exists as source alone.
_TO_BUILD = ("editables", "setuptools", "wheel")


def download(root: Path, folder: Path, say: Callable[[str], object]) -> dict[str, Path]:
    """Download what the lock file of the kit at ``root`` names into ``folder``; return it by its place in a bundle.

    It fits this system and this version of Python. Raises KitError when pip cannot get it.
    """
    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    with tempfile.TemporaryDirectory(prefix="callbacks-pip-") as place:
        say("Downloading everything that the kit needs, about 600 MB ...")
        _run([sys.executable, "-m", "venv", place])  # what set up this environment may have left pip out
        python = Path(place) / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--dest", str(folder)]
        _run([*pip, "--prefer-binary", "--require-hashes", "--requirement", str(root / "requirements.lock")])
        _run([*pip, *build, *_TO_BUILD])
    (folder / MADE_FOR).write_text(made_for() + "\n", encoding="utf-8")
    return {f"{FOLDER}/{file.name}": file for file in sorted(folder.iterdir())}


def made_for() -> str:
    """Return which Python on which system the packages of this machine are for."""
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} on {platform.system()} {platform.machine()}"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = [line for line in (done.stderr + done.stdout).splitlines() if "error" in line.lower()]
        said = lines[0].strip() if lines else f"exit code {done.returncode}"
        raise KitError(f"The packages could not be downloaded: {said}. Is there a network?")
