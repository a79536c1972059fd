"""Folders of runs: gone with the run, and swept when the command was killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.isolation.run_folder import LOCK, PREFIX, YOUNG, run_folder, sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no server that sweeps")
OWNER = "from grader.isolation.run_folder import run_folder\nwith run_folder() as f: print(f, flush=True); input()"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for temporary files of this test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def _made_long_ago(folder: Path) -> None:
    before = os.stat(folder).st_mtime - 2 * YOUNG
    os.utime(folder / LOCK, (before, before))


def test_it_ends_with_its_run(temporary: Path) -> None:
    """Whatever was written into the folder goes with it, after a failure as well."""
    with contextlib.suppress(RuntimeError), run_folder() as folder:
        (folder / "file").write_text("x")
        raise RuntimeError

    assert list(temporary.iterdir()) == []


def test_only_the_folder_of_a_killed_owner_is_swept(temporary: Path) -> None:
    """While its owner lives a folder stays, however old it is; after a kill it goes."""
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert owner.stdin and owner.stdout
    folder = Path(owner.stdout.readline().strip())
    _made_long_ago(folder)
    with run_folder() as own:
        _made_long_ago(own)
        sweep()
        assert own.exists()
    assert folder.exists()

    owner.kill()
    owner.wait()
    sweep()

    assert list(temporary.iterdir()) == []
    owner.stdin.close()
    owner.stdout.close()


def test_what_may_belong_to_somebody_stays(temporary: Path) -> None:
    """A folder that was made just now, one without a lock, a link, and what has another name are left alone."""
    young, unlocked, other = (temporary / name for name in (f"{PREFIX}young", f"{PREFIX}unlocked", "other"))
    for folder in (young, unlocked, other):
        folder.mkdir()
    for folder in (young, other):
        (folder / LOCK).touch()
    _made_long_ago(other)
    (temporary / f"{PREFIX}link").symlink_to(other)

    sweep()

    assert len(list(temporary.iterdir())) == 4
    assert (other / LOCK).exists()
