"""The set-up: what it runs, what it remembers, what it says when it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.bundle.wheelhouse import made_for

SOURCE = Path(__file__).resolve().parents[1]
Setup = Callable[..., "subprocess.CompletedProcess[str]"]

# Stands in for uv: notes what it was asked and how the environment looked, makes an environment, or fails when told to.
FAKE_UV = """#!/bin/sh
echo "$@" >> "$NOTES"
echo "PYTHONDONTWRITEBYTECODE=${PYTHONDONTWRITEBYTECODE-unset}" >> "$NOTES"
test -e "$FAIL" && { echo "error: no network" >&2; exit 1; }
if [ "$1" = venv ]; then mkdir -p .venv/bin && ln -sf "$REAL_PYTHON" .venv/bin/python; fi
exit 0
"""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """Return a function that sets up a copy of the project with a uv that only takes notes."""
    root, bin_folder = tmp_path / "kit", tmp_path / "bin"
    (root / "grader").mkdir(parents=True)
    (root / "tests").mkdir()
    for name in ("grader/bootstrap.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(SOURCE / name, root / name)
    bin_folder.mkdir()
    (bin_folder / "uv").write_text(FAKE_UV, encoding="utf-8")
    (bin_folder / "uv").chmod(0o755)

    def run(kind: str = "learner", *, fail: bool = False) -> subprocess.CompletedProcess[str]:
        (tmp_path / "fail").unlink(missing_ok=True)
        if fail:
            (tmp_path / "fail").touch()
        environment = os.environ | {
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "NOTES": str(tmp_path / "notes"),
            "FAIL": str(tmp_path / "fail"),
            "REAL_PYTHON": sys.executable,
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [sys.executable, str(root / "grader" / "bootstrap.py"), kind]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def _notes(tmp_path: Path) -> str:
    notes = (tmp_path / "notes").read_text(encoding="utf-8")
    (tmp_path / "notes").write_text("", encoding="utf-8")
    return notes


def test_installs_from_the_lock_and_says_so(setup: Setup, tmp_path: Path) -> None:
    """It says at once what is installed and why it takes a minute; hashes are required, bytecode is compiled."""
    done = setup()

    assert done.returncode == 0
    assert "This happens once" in done.stdout
    notes = _notes(tmp_path)
    assert "--compile-bytecode --require-hashes -r requirements.lock" in notes
    assert "--no-deps -e ." in notes
    assert "PYTHONDONTWRITEBYTECODE=1" not in notes


def test_the_second_time_nothing_happens(setup: Setup, tmp_path: Path) -> None:
    """A stamp remembers; a learner's set-up is part of the gate's."""
    setup("dev")
    _notes(tmp_path)

    assert setup("learner").stdout == ""
    assert setup("dev").stdout == ""
    assert _notes(tmp_path) == ""


def test_the_gate_needs_more_than_a_learner(setup: Setup, tmp_path: Path) -> None:
    """After a learner's set-up, the gate's own tools are still installed."""
    setup("learner")
    _notes(tmp_path)

    setup("dev")

    assert "requirements-dev.lock" in _notes(tmp_path)


def test_a_changed_lock_is_installed(setup: Setup, tmp_path: Path) -> None:
    """An update of the kit brings its dependencies with it."""
    setup()
    _notes(tmp_path)
    with (tmp_path / "kit" / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# newer\n")

    setup()

    assert "requirements.lock" in _notes(tmp_path)


def test_a_failure_is_told_and_tried_again(setup: Setup, tmp_path: Path) -> None:
    """Without a network there is a sentence and exit code 2, and the next call starts where it stopped."""
    failed = setup(fail=True)

    assert failed.returncode == 2
    assert "run the same command again" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert setup().returncode == 0


def test_another_python_is_refused(setup: Setup, tmp_path: Path) -> None:
    """A Python for which TensorFlow does not exist is named, with those that work."""
    script = tmp_path / "kit" / "grader" / "bootstrap.py"
    script.write_text(
        script.read_text(encoding="utf-8").replace("NEWEST = (3, 11), (3, 13)", "NEWEST = (3, 8), (3, 9)")
    )

    refused = setup()

    assert refused.returncode == 2
    assert "needs 3.11, 3.12 or 3.13" in refused.stderr


def _wheelhouse(tmp_path: Path, made_for: str) -> None:
    folder = tmp_path / "kit" / "wheelhouse"
    folder.mkdir()
    (folder / "made-for.txt").write_text(f"{made_for}\n", encoding="utf-8")


def test_a_wheelhouse_needs_no_network(setup: Setup, tmp_path: Path) -> None:
    """Where the packages lie beside the kit, nothing else is looked at; it is said that nothing is downloaded."""
    _wheelhouse(tmp_path, made_for())

    done = setup()

    assert done.returncode == 0
    assert "nothing to download" in done.stdout
    notes = _notes(tmp_path)
    folder = tmp_path / "kit" / "wheelhouse"
    assert notes.count(f"--no-index --find-links {folder}") == 2
    assert f"--find-links {folder} --require-hashes -r requirements.lock" in notes


def test_a_wheelhouse_for_others_is_refused(setup: Setup, tmp_path: Path) -> None:
    """Before pip says it in its own words: which Python it is for, and what to type."""
    _wheelhouse(tmp_path, "Python 3.99 on Windows AMD64")

    refused = setup()

    assert refused.returncode == 2
    assert "are for Python 3.99 on Windows AMD64" in refused.stderr
    assert "make grade PYTHON=python3.99" in refused.stderr


def test_a_copy_for_learners_has_no_gate(setup: Setup, tmp_path: Path) -> None:
    """`make test` there is a sentence, and not a heap of missing files."""
    (tmp_path / "kit" / "tests").rmdir()

    assert "is for learners" in setup("dev").stderr
    assert setup("learner").returncode == 0
