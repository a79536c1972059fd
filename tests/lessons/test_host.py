"""The process that runs pages and files tells what happened to each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lessons.sources import ROOT


def _run(tmp_path: Path, name: str, text: str) -> tuple[int, str]:
    """Run one page or file; return its exit code and its output."""
    path, folder = tmp_path / name, tmp_path / "job"
    path.write_text(text, encoding="utf-8")
    folder.mkdir()
    job = json.dumps({"path": str(path), "folder": str(folder)})
    done = subprocess.run(
        [sys.executable, "-m", "tests.lessons.host", "--one"], cwd=ROOT, input=job, text=True, check=False
    )
    return done.returncode, (folder / "output.txt").read_text(encoding="utf-8")


def test_a_page_that_runs(tmp_path: Path) -> None:
    """It starts in an empty folder, and what it prints is kept."""
    page = "```python\nimport os\n\nprint(os.listdir())\n```\n"

    assert _run(tmp_path, "page.md", page) == (0, "[]\n")


def test_classes_of_a_page_can_be_pickled(tmp_path: Path) -> None:
    """A page is the main module of its process, as a script would be."""
    page = "```python\nimport pickle\n\nclass One: pass\n\npickle.loads(pickle.dumps(One()))\n```\n"

    assert _run(tmp_path, "page.md", page) == (0, "")


def test_a_page_that_fails(tmp_path: Path) -> None:
    """The traceback begins at the line of the page, not in the machinery."""
    code, output = _run(tmp_path, "page.md", "# Title\n\n```python\nx = 1\nx / 0\n```\n")

    assert code == 1
    assert 'page.md", line 5' in output
    assert "ZeroDivisionError" in output
    assert "fences.py" not in output


def test_a_file_is_run_as_a_script(tmp_path: Path) -> None:
    """It is the main program, finds its neighbours, and may end itself."""
    (tmp_path / "neighbour.py").write_text("NAME = 'next door'\n", encoding="utf-8")
    text = "import neighbour, sys\nif __name__ == '__main__':\n    print(neighbour.NAME)\n    sys.exit(0)\n"

    assert _run(tmp_path, "file.py", text) == (0, "next door\n")


@pytest.mark.parametrize("ending", ["raise SystemExit(3)", "import sys; sys.exit('no')", "assert 1 == 2"])
def test_a_file_that_ends_badly(tmp_path: Path, ending: str) -> None:
    """A status that is not 0 is a failure."""
    code, output = _run(tmp_path, "file.py", f"{ending}\n")

    assert code == 1
    assert 'file.py", line 1' in output
