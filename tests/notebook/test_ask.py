"""Answers are graded in another process, as `grader check` grades files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import grader
from grader.kit.errors import KitError
from grader.kit.paths import Kit
from grader.notebook.ask import ask


def _solution(kit: Kit) -> str:
    return (kit.solutions / "00_first_callback" / "solution.py").read_text(encoding="utf-8")


def test_an_answer_is_graded(source_kit: Kit) -> None:
    """A right answer earns full points, also with lines that only notebooks understand."""
    report = ask("00", "%matplotlib inline\n" + _solution(source_kit))

    assert (report["status"], report["score"]) == ("passed", report["max_score"])
    assert report["exercise"] == "00_first_callback"
    assert report["versions"]["kit"] == grader.__version__
    assert report["hints"]


def test_the_stub_is_not_attempted(source_kit: Kit) -> None:
    """Whoever runs the cells as they are reads that, and nothing is run."""
    stub = (source_kit.exercises / "00_first_callback" / "stub.py").read_text(encoding="utf-8")

    assert ask("00", stub)["status"] == "not_attempted"


def test_a_syntax_error_is_told_of_the_cell() -> None:
    """The file that is made of the cell is not mentioned."""
    report = ask("00", "import keras\ndef train(:\n")

    assert (report["status"], report["line"]) == ("invalid", 2)
    assert "the answer cell, line 2" in report["message"]
    assert ".ipynb" not in report["message"]


def test_faults_of_the_kit_are_sentences() -> None:
    """What cannot be graded raises KitError."""
    with pytest.raises(KitError, match="no exercise `99`"):
        ask("99", "x = 1")


def test_a_file_of_the_learner_stands_in_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a notebook may lie `json.py` or `grader.py`."""
    (tmp_path / "json.py").write_text("raise SystemExit('mine')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert ask("00", "x = (")["status"] == "invalid"


def test_a_process_that_dies_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words are told, and its status."""
    program, python = tmp_path / "python", sys.executable
    program.write_text(f"#!{python}\nimport sys\nprint('a')\nsys.exit('out of memory')\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    with pytest.raises(KitError, match=r"ended with status 1 and no report\. out of memory"):
        ask("00", "x = 1")
