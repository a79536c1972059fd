"""What a child is asked to do."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise
from grader.isolation.environment import run_environment
from grader.isolation.layers import without
from grader.isolation.places import places_of

PROTOCOL = 3
LIMITS = {"file_bytes": 200_000_000, "open_files": 512, "processes": 512}
# The libraries of a GPU map far more than they use, so that what is mapped says nothing there.
MEMORY = {"cpu": 8_000_000_000, "gpu": 64_000_000_000}
MAPPED = {"cpu": 8_000_000_000, "gpu": 10**15}
Cases = dict[str, dict[str, Any]]


def request_for(
    exercise: Exercise, cases: Cases, folder: Path, source: str | None, *, data: Path | None, device: str
) -> dict[str, Any]:
    """Return the request that the docstring of ``grader.child.__main__`` describes."""
    seconds = int(exercise.limits.submission_seconds) + 5
    scenarios = exercise.folder / "scenarios.py"
    examined, continued = (
        [Path(case["folder"]) for case in cases.values() if kind in case and "folder" in case]
        for kind in ("examines", "continues")
    )
    return {
        "protocol": PROTOCOL,
        "key": secrets.token_hex(16),
        "folder": str(folder),
        "source": source,
        "scenarios": str(scenarios),
        "names": list(exercise.names),
        "cases": cases,
        "limits": LIMITS | {"cpu_seconds": seconds, "memory_bytes": MEMORY[device], "mapped_bytes": MAPPED[device]},
        "places": places_of(folder, scenarios, data, device, examined=examined, continued=continued),
        "without": without(),
        "environment": run_environment(folder, data, device),
    }
