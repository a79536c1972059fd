"""`grader class`: from the folder of a batch to a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"


def test_a_graded_class(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After `grader batch` there is a page, and the batch has kept what it needs to compare."""
    handed_in, out = tmp_path / "class", tmp_path / "out"
    for name in ("ada", "bob"):
        (handed_in / name).mkdir(parents=True)
        (handed_in / name / f"{SLUG}.py").write_text((kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8"))
    assert main(["batch", str(handed_in), "--out", str(out)]) == 0

    assert main(["class", str(out)]) == 0

    assert str(out / "class.html") in capsys.readouterr().out
    page = (out / "class.html").read_text(encoding="utf-8")
    assert "2 learners, 2 submissions" in page
    assert "No two of the 0 submissions" in page
    assert "ada" not in page


def test_wrong_input_is_a_sentence(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there, and one without a batch."""
    assert main(["class", str(tmp_path / "nowhere")]) == 2
    assert "is not a folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["class", str(tmp_path / "empty")]) == 2
    assert "holds no batch" in capsys.readouterr().err
