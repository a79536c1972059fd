"""What is imported when: TensorFlow only where a submission runs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from grader.kit.paths import Kit

HEAVY = ("tensorflow", "keras", "tensorflow_datasets", "numpy", "PIL")
REPORT = "import json, sys; print(json.dumps([name for name in {names!r} if name in sys.modules]))"


def _loaded(source_kit: Kit, code: str) -> list[str]:
    script = f"{code}\n{REPORT.format(names=HEAVY)}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=source_kit.root, capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    "module",
    [
        "grader",
        "grader.cli",
        "grader.cli.overview",
        "grader.cli.check",
        "grader.pytest_plugin",
        "grader.judge",
        "grader.cli.quiz",
        "grader.quiz.fence",
        "grader.notebook",
    ],
)
def test_importing_the_kit_is_light(source_kit: Kit, module: str) -> None:
    """Neither TensorFlow nor Keras nor NumPy is loaded by what runs in the parent."""
    assert _loaded(source_kit, f"import {module}") == []


def test_collecting_the_exercises_is_light(source_kit: Kit) -> None:
    """`pytest exercises --collect-only` finds every check and loads nothing heavy."""
    code = "import pytest; assert pytest.main(['exercises', '--collect-only', '-q']) == 0"

    assert _loaded(source_kit, code) == []


def test_a_verb_does_not_import_the_others(source_kit: Kit) -> None:
    """Help and typos are answered without pytest or the launchers."""
    code = "from grader.cli import main; main(['--help']); import sys; assert '_pytest' not in sys.modules"

    assert _loaded(source_kit, code) == []
