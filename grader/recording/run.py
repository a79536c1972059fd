"""One script of a lesson, run as a learner would: in an empty folder, on the CPU, with stand-in data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.isolation.environment import run_environment, server_environment
from grader.kit.errors import KitError

HISTORY = "history.json"
_SECONDS = 3600  # most take well under a minute on an idle machine; the grid of the lab takes minutes
_DIGITS = 6


@dataclass(frozen=True)
class Recording:
    """What a script printed, and the history that it wrote, if it wrote one."""

    printed: str
    history: dict[str, list[float]]


def record(script: Path, tfds_dir: Path, arguments: Sequence[str] = ()) -> Recording:
    """Run ``script`` with ``arguments`` and return its recording; raises KitError with its last words when it fails."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
        # Only what was asked for is in the folder afterwards, so the files of the environment go elsewhere.
        environment = server_environment(Path(home)) | run_environment(Path(home), tfds_dir, "cpu")
        command = [sys.executable, str(script.resolve()), *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                timeout=_SECONDS,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            raise KitError(f"{script} failed: {' / '.join(error.stderr.strip().splitlines()[-2:])}") from error
        except subprocess.TimeoutExpired as error:
            raise KitError(
                f"{script} was not done after {_SECONDS} seconds. Run it by hand to see where it is."
            ) from error
        written = Path(folder) / HISTORY
        history = json.loads(written.read_text(encoding="utf-8")) if written.is_file() else {}
    return Recording(done.stdout.strip("\n"), _rounded(history))


def _rounded(history: dict[str, list[Any]]) -> dict[str, list[float]]:
    return {key: [float(f"{value:.{_DIGITS}g}") for value in values] for key, values in history.items()}
