"""The site builds with what comes after Material, so that moving there is a change of settings."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lessons.built import pages_of
from tests.lessons.sources import LESSONS, ROOT, copy_of_the_site, pages

HAS_ZENSICAL = importlib.util.find_spec("zensical") is not None


@pytest.mark.skipif(not HAS_ZENSICAL, reason="Zensical is not installed (pip install zensical): it is still young")
def test_the_successor_builds_every_page(tmp_path: Path) -> None:
    """It ignores plugins and hooks in silence, so what pages do must not rest on any: code, boxes and quiz are there."""
    copy_of_the_site(tmp_path)

    command = [sys.executable, "-m", "zensical", "build"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    built = {page.path.relative_to(tmp_path / "build/site").as_posix() for page in pages_of(tmp_path / "build/site")}
    assert {page.relative_to(LESSONS).with_suffix(".html").as_posix() for page in pages()} <= built
    assert "How many epochs does a model need?" in _text(tmp_path, "exercises/00_first_callback")
    assert "<fieldset" in _text(tmp_path, "quiz")
    assert "```" not in _text(tmp_path, "index")
    for part in ('data-view="slow"', 'src="recorded/lab/runs.js"', 'src="assets/lab.js"', "<td style"):
        assert part in _text(tmp_path, "lab")
    for name in ("assets/lab.js", "assets/lab-rules.js", "assets/lab.css", "recorded/lab/runs.js"):
        assert (tmp_path / "build/site" / name).is_file()


def _text(root: Path, page: str) -> str:
    return (root / "build/site" / f"{page}.html").read_text(encoding="utf-8")
