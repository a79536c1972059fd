"""What a child still imports after its server has: run as ``python -m tests.bench.lazy_imports NN``.

It does in one process what server and child do in two, with a clock around each import that begins after the fork
would be. It prints the seconds and the number of modules.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from grader.catalogue import find_exercise
from grader.kit.paths import find_kit
from tests.bench.here import attempt_here


class Clock:
    """Adds up the seconds of imports that find nothing in ``sys.modules``; imports within imports count once."""

    def __init__(self, load: Callable[..., Any]) -> None:
        self._load, self._depth = load, 0
        self.seconds = 0.0

    def __call__(self, *arguments: Any) -> Any:
        """Import as ``load`` does."""
        self._depth += 1
        began = time.perf_counter()
        try:
            return self._load(*arguments)
        finally:
            self._depth -= 1
            if not self._depth:
                self.seconds += time.perf_counter() - began


def main(number: str) -> None:
    """Run the solution of exercise ``number``, and print what was imported meanwhile."""
    from grader.child import preload, session  # noqa: F401  (as the server does)

    kit = find_kit()
    exercise = find_exercise(kit, number)
    machinery: Any = sys.modules["_frozen_importlib"]  # where both import statements and import_module come through
    clock = machinery._find_and_load = Clock(machinery._find_and_load)
    before = len(sys.modules)
    attempt = attempt_here(exercise, kit.solutions / exercise.slug / "solution.py")
    assert attempt.evidence and attempt.evidence.loaded.status == "loaded", "the solution was not run"
    print(f"{clock.seconds:.4f} {len(sys.modules) - before}")


if __name__ == "__main__":
    main(sys.argv[1])
