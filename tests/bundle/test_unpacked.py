"""A bundle, unpacked elsewhere, set up and used as a learner does, with the packages of these tests in place of a download.

That everything can be installed, too, is shown by tests/long/test_bundle_installed.py, which needs a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.bundle import FOLDER
from grader.cli import main
from grader.kit.paths import ROOT_VARIABLE, Kit

SLUG = "00_first_callback"
# Stands in for uv: what it is asked to install is there already, in the environment of these tests, so it only notes what
# that was. A confined run reads source files of TensorFlow and Keras, and no environment but its own: these two are linked,
# so that no bytes are copied.
BORROWING_UV = """#!{python}
import os, pathlib, shutil, subprocess, sys

def link(source, target):
    try:
        os.link(source, target)
    except OSError:  # it lies on another disk
        shutil.copy2(source, target)

with open("asked.txt", "a", encoding="utf-8") as asked:
    asked.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "venv":
    subprocess.run([{python!r}, "-m", "venv", "--without-pip", ".venv"], check=True)
elif sys.argv[-2:] == ["-e", "."]:
    (packages,) = pathlib.Path(".venv/lib").glob("python3*/site-packages")
    for name in ("tensorflow", "keras"):
        source = pathlib.Path({packages!r}) / name
        shutil.copytree(source, packages / name, copy_function=link, ignore=shutil.ignore_patterns("include"))
    (packages / "borrowed.pth").write_text(str(pathlib.Path.cwd()) + "\\n" + {packages!r} + "\\n")
    script = pathlib.Path(".venv/bin/grader")
    script.write_text("#!" + str(pathlib.Path(".venv/bin/python").absolute()) + "\\nfrom grader.cli import run; run()\\n")
    script.chmod(0o755)
"""

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("make") is None, reason="needs make, and environments as Unix makes them"
)


@pytest.fixture
def unpacked(source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of an unpacked bundle, and stop what was started in it."""
    monkeypatch.setenv(ROOT_VARIABLE, str(source_kit.root))
    assert main(["bundle", str(tmp_path / "kit.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        archive.extractall(tmp_path / "elsewhere")
    root = tmp_path / "elsewhere" / FOLDER
    if (source_kit.state / "standins").exists():
        (root / ".grader").mkdir()
        (root / ".grader" / "standins").symlink_to(source_kit.state / "standins")
    with tempfile.TemporaryDirectory(prefix="cbd-") as folder:  # the path of a socket has to be short
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.delenv(ROOT_VARIABLE)
        yield root
        _run(root, root / ".venv" / "bin" / "grader", "server", "stop")


def _run(root: Path, *command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), cwd=root, capture_output=True, text=True, check=False)


def test_make_grade(unpacked: Path, source_kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make grade` asks for the locked packages and the kit itself, and grades: an answer gets full points, the rest none."""
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(
        BORROWING_UV.format(python=sys.executable, packages=sysconfig.get_paths()["purelib"]), encoding="utf-8"
    )
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{uv.parent}{os.pathsep}{os.environ['PATH']}")
    shutil.copy(source_kit.solutions / SLUG / "solution.py", unpacked / "exercises" / SLUG / "exercise.py")

    done = _run(unpacked, "make", "grade", f"PYTHON={sys.executable}")

    assert done.returncode == 0, done.stdout + done.stderr
    _, locked, itself = (unpacked / "asked.txt").read_text(encoding="utf-8").splitlines()
    assert locked.endswith("--require-hashes -r requirements.lock")
    assert itself.endswith("--no-deps -e .")
    assert "5 / 5  passed" in done.stdout, done.stdout
    assert done.stdout.count("not_attempted") == 9
    where = _run(unpacked, unpacked / ".venv" / "bin" / "python", "-c", "import grader; print(grader.__file__)")
    assert where.stdout.strip() == str(unpacked / "grader" / "__init__.py")
    assert _run(unpacked, "make", "test", f"PYTHON={sys.executable}").stderr.startswith("This copy of the kit is for")
    solution = _run(unpacked, unpacked / ".venv" / "bin" / "grader", "solution", "00")
    assert solution.returncode == 2
    assert "solution" in solution.stderr
