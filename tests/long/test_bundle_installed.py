"""A bundle with its wheelhouse: installed where there is no network, and used there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.bundle import FOLDER
from grader.cli import main
from grader.kit.paths import ROOT_VARIABLE, Kit

pytestmark = pytest.mark.long

SLUG = "00_first_callback"
NOWHERE = "http://127.0.0.1:9/"  # nobody listens there: whatever asks an index fails


def test_a_classroom_without_network(
    source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make grade` installs everything from the wheelhouse and grades; only making the bundle needs a network."""
    monkeypatch.setenv(ROOT_VARIABLE, str(source_kit.root))
    code = main(["bundle", str(tmp_path / "kit.zip"), "--wheelhouse"])
    said = capsys.readouterr().err
    if code != 0 and "Is there a network?" in said:
        pytest.skip(f"The packages cannot be downloaded here: {said}")
    assert code == 0, said
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "kit.zip").unlink()
    root = tmp_path / FOLDER
    shutil.copy(source_kit.solutions / SLUG / "solution.py", root / "exercises" / SLUG / "exercise.py")
    hidden = ("PYTHONPATH", ROOT_VARIABLE)
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"PIP_INDEX_URL": NOWHERE, "UV_INDEX_URL": NOWHERE, "PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1"}

    command = ["make", "grade", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)

    subprocess.run([root / ".venv" / "bin" / "grader", "server", "stop"], cwd=root, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing to download" in done.stdout
    assert "5 / 5  passed" in done.stdout, done.stdout
