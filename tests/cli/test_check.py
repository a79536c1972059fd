"""`grader check` from the outside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.catalogue import Exercise
from grader.cli import main
from grader.cli.overview import CHANGED
from grader.judge import Attempt, read
from grader.kit.digest import digest_of
from grader.kit.paths import Kit
from grader.picture.kept import recall
from grader.report.progress import read_progress


def test_full_points_are_exit_code_0_and_kept(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """The learner's own file is graded, in JSON and nothing else, and progress is kept."""
    shutil.copy(
        kit.solutions / "02_detect_overfitting/solution.py", kit.exercises / "02_detect_overfitting/exercise.py"
    )

    assert main(["check", "02", "--json", "--seed", "3"]) == 0

    table = json.loads(capsys.readouterr().out)
    assert (table["status"], table["score"], table["seed"], table["diagnosis"]) == ("passed", 10.0, 3, None)
    assert "Val/Train loss ratio" in table["output"]
    assert read_progress(kit)["02_detect_overfitting"].status == "passed"


def test_what_is_saved_during_a_check_was_not_graded(
    kit: Kit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standing and the picture are those of the content that was read; the file counts as changed since then."""
    file = kit.exercises / "00_first_callback" / "exercise.py"
    shutil.copy(kit.solutions / "00_first_callback" / "solution.py", file)
    graded = digest_of(file)

    def read_and_save(exercise: Exercise, path: Path, seed: int) -> Attempt:
        attempt = read(exercise, path, seed)
        file.write_text("broken(", encoding="utf-8")
        return attempt

    monkeypatch.setattr("grader.cli.check.read", read_and_save)
    assert main(["check", "00"]) == 0

    picture = recall(kit, "00_first_callback")
    assert picture
    assert read_progress(kit)["00_first_callback"].digest == picture.digest == graded
    capsys.readouterr()
    assert main([]) == 0
    assert CHANGED in capsys.readouterr().out


def test_less_than_full_points_are_exit_code_1(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """A submission from elsewhere is graded without touching the learner's progress."""
    wrong = kit.solutions / "00_first_callback" / "wrong" / "silent.py"

    assert main(["check", "00", "--submission", str(wrong)]) == 1

    shown = capsys.readouterr().out
    assert "4.5 / 5 points" in shown
    assert "no such line" in shown
    assert "solutions/00_first_callback/wrong/silent.py" in shown
    assert read_progress(kit) == {}


def test_without_a_name_the_current_exercise_is_meant(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """The first exercise without full points is checked, without TensorFlow while it is untouched."""
    assert main(["check"]) == 1

    assert "00 First callback" in capsys.readouterr().out


def test_a_syntax_error_needs_no_tensorflow(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable file is told at once, with its line and exit code 1."""
    file = kit.exercises / "00_first_callback" / "exercise.py"
    file.write_text("x = 1\nif x\n", encoding="utf-8")

    assert main(["check", "00"]) == 1

    seen = capsys.readouterr()
    assert "line 2" in seen.out
    assert "TensorFlow" not in seen.err


def test_a_failed_submission_is_told_what_it_looks_like(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """The misconception that it behaves like is in the JSON, with where to read on."""
    wrong = kit.solutions / "02_detect_overfitting" / "wrong" / "inverted_ratio.py"

    assert main(["check", "02", "--submission", str(wrong), "--json"]) == 1

    diagnosis = json.loads(capsys.readouterr().out)["diagnosis"]
    assert diagnosis["id"] == "ratio_inverted"
    assert diagnosis["message"] == "your callback behaves as if it compared loss / val_loss."
