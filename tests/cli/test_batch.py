"""`grader batch`: a folder of students in, a gradebook out."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from grader.batch import Result
from grader.cli import main
from grader.cli.batch import _Bar
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"


@pytest.fixture
def submissions(kit: Kit, tmp_path: Path) -> Path:
    """Return a class of two: one has not begun, one hands in what is not Python. Nothing needs to be run."""
    folder = tmp_path / "class"
    for name, source in {"ada": (kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8"), "bob": "def ("}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / f"{SLUG}.py").write_text(source, encoding="utf-8")
    return folder


def _gradebook(out: Path) -> list[list[str]]:
    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def test_a_class_is_graded(submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each student has a line, and what needs a person is told."""
    out = tmp_path / "out"

    assert main(["batch", str(submissions), "--out", str(out)]) == 0

    assert [[row[0], *row[4:]] for row in _gradebook(out)] == [["ada", "0", "not_attempted"], ["bob", "0", "invalid"]]
    said = capsys.readouterr()
    assert "bob: 02_detect_overfitting: Python cannot read 02_detect_overfitting.py, line 1" in said.out
    assert "2 submissions of 2 students" in said.out
    assert "ada: 02_detect_overfitting not_attempted 0" in said.err


def test_going_on_and_grading_again(
    kit: Kit, submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--resume grades what has changed; --regrade everything, and says what is different; neither is a surprise."""
    out, command = tmp_path / "out", ["batch", str(submissions), "--out", str(tmp_path / "out")]
    assert main(command) == 0
    assert main(command) == 2
    assert "holds a batch already" in capsys.readouterr().err

    (submissions / "ada" / f"{SLUG}.py").write_text("def (", encoding="utf-8")
    assert main([*command, "--resume"]) == 0
    assert capsys.readouterr().err.count(SLUG) == 1
    assert [row[5] for row in _gradebook(out)] == ["invalid", "invalid"]

    stub = (kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8")
    (submissions / "ada" / f"{SLUG}.py").write_text(stub, encoding="utf-8")
    assert main([*command, "--regrade"]) == 0
    said = capsys.readouterr()
    assert said.err.count(SLUG) == 2
    assert "ada: 02_detect_overfitting 0 (invalid) -> 0 (not_attempted)\n\nOld and new points" in said.out
    with (out / "regraded.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[2:6] for row in csv.reader(stream)][1:] == [["0", "invalid", "0", one] for one in AFTER]


AFTER = ("not_attempted", "invalid")


@pytest.mark.parametrize("going_on", ["--resume", "--regrade"])
def test_another_seed_is_refused(
    submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], going_on: str
) -> None:
    """Half a class with other cases would be no class; the same seed may be named again."""
    command = ["batch", str(submissions), "--out", str(tmp_path / "out")]
    assert main([*command, "--seed", "5"]) == 0
    lines = (tmp_path / "out" / "results.jsonl").read_bytes()
    capsys.readouterr()

    assert main([*command, going_on, "--seed", "6"]) == 2
    assert "has the seed 5" in capsys.readouterr().err
    assert (tmp_path / "out" / "results.jsonl").read_bytes() == lines
    assert main([*command, going_on, "--seed", "5"]) == 0


def test_the_bar_says_how_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of four in twenty seconds: twenty more; who is called like a colour is no line of its own."""
    now, shown = [0.0], io.StringIO()
    screen = Console(file=shown, force_terminal=True, width=100, get_time=lambda: now[0])
    monkeypatch.setattr("grader.cli.batch.make_console", lambda stderr: screen)
    result = Result("[red]", SLUG, "", "", {"status": "failed", "score": 3.0})
    with _Bar() as bar:
        bar.expect(4)
        for _ in range(2):
            now[0] += 10.0
            bar.tell(result)
        now[0] += 1.0

    last = shown.getvalue()
    assert "2/4" in last and "0:00:20" in last
    assert "[red]" not in last


def test_a_roster_gives_names_and_tells_who_is_missing(
    submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Students without a submission have a line; submissions without a student are named."""
    roster = tmp_path / "roster.csv"
    roster.write_text("folder,id,name\nada,11,Ada Lovelace\ncy,13,Cy\n", encoding="utf-8")

    assert main(["batch", str(submissions), "--out", str(tmp_path / "out"), "--roster", str(roster)]) == 0

    assert [row[:3] for row in _gradebook(tmp_path / "out")] == [
        ["ada", "11", "Ada Lovelace"],
        ["bob", "", ""],
        ["cy", "13", "Cy"],
    ]
    assert "Not in the roster: bob." in capsys.readouterr().out


def test_the_folders_of_a_download_stand_in_the_roster(
    kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who copies their names into it has one line for each student, and nobody is missing."""
    folder = tmp_path / "class" / "Ada L_12_assignsubmission_file"
    folder.mkdir(parents=True)
    (folder / "02.py").write_text((kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8"), encoding="utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text(f"folder,id,name\n{folder.name},77,Ada Lovelace\n", encoding="utf-8")

    assert main(["batch", str(folder.parent), "--out", str(tmp_path / "out"), "--roster", str(roster)]) == 0

    assert _gradebook(tmp_path / "out") == [["Ada L", "77", "Ada Lovelace", "0", "0", "not_attempted"]]
    assert "Not in the roster" not in capsys.readouterr().out


def test_wrong_input_is_a_sentence(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there, and one that is empty; nothing is left behind."""
    assert main(["batch", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "is not a folder" in capsys.readouterr().err

    (tmp_path / "empty").mkdir()
    assert main(["batch", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 2
    assert "is empty" in capsys.readouterr().err
    assert main(["batch", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 2
    assert "is empty" in capsys.readouterr().err


def test_a_regrade_that_was_killed_goes_on(
    submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--resume grades what the regrade still owes, and shows old and new points of all."""
    out, command = tmp_path / "out", ["batch", str(submissions), "--out", str(tmp_path / "out")]
    assert main(command) == 0
    for name in ("ada", "bob"):
        (submissions / name / f"{SLUG}.py").write_text("x = (\n" if name == "ada" else "\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("grader.cli.batch._Bar.tell", _stop)
        assert main([*command, "--regrade", "--workers", "1"]) == 130
    capsys.readouterr()

    assert main([*command, "--resume", "--regrade"]) == 2
    assert "Name one of them" in capsys.readouterr().err
    assert main([*command, "--resume"]) == 0
    said = capsys.readouterr()
    assert said.err.count(SLUG) == 1
    assert "ada: 02_detect_overfitting 0 (not_attempted) -> 0 (invalid)" in said.out
    assert len((out / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    assert main([*command, "--resume"]) == 0
    assert "->" not in capsys.readouterr().out


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_download_of_a_class_as_it_comes(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One archive, as Moodle gives it, with folders, archives and odd names in it; --resume opens it again."""
    stub = (kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as inner:
        inner.writestr("../escape.py", "x = 1\n")
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as outer:
        outer.writestr("Ada L_12_assignsubmission_file/02_detect_overfitting.py", stub)
        outer.writestr("[red]=cmd_13_assignsubmission_file/answer.py", stub)
        outer.write(tmp_path / "inner.zip", "Eve_14_assignsubmission_file/work.zip")
    command = ["batch", str(tmp_path / "moodle.zip"), "--out", str(tmp_path / "out"), "--exercise", "02"]

    assert main(command) == 0
    assert main([*command, "--resume"]) == 0

    assert [[row[0], row[1], row[5]] for row in _gradebook(tmp_path / "out")] == [
        ["Ada L", "12", "not_attempted"],
        ["Eve", "14", "invalid"],
        ["[red]=cmd", "13", "not_attempted"],
    ]
    assert "leads out of its folder" in capsys.readouterr().out
    assert not list(tmp_path.rglob("escape.py"))


def test_a_faulty_entry_is_mended(
    submissions: Path, kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its row says that it could not be read; a person may give points for it, and a better copy takes its place."""
    out, command = tmp_path / "out", ["batch", str(submissions), "--out", str(tmp_path / "out")]
    (submissions / "cy.zip").write_bytes(b"torn")
    assert main(command) == 0
    assert _gradebook(out)[2] == ["cy", "", "", "", "", "unread"]
    assert "1 could not be read and have no points" in capsys.readouterr().out

    (out / "overrides.csv").write_text(f"student,exercise,score,comment\ncy,{SLUG},4,By mail\n", encoding="utf-8")
    assert main([*command, "--resume"]) == 0
    assert _gradebook(out)[2] == ["cy", "", "", "4", "4", "invalid"]
    assert "could not be read" not in capsys.readouterr().out

    (out / "overrides.csv").unlink()
    (submissions / "cy.zip").unlink()
    (submissions / "cy").mkdir()
    (submissions / "cy" / "02.py").write_text((kit.exercises / SLUG / "stub.py").read_text(encoding="utf-8"))
    assert main([*command, "--resume"]) == 0
    assert _gradebook(out)[2] == ["cy", "", "", "0", "0", "not_attempted"]
    assert "3 submissions of 3 students" in capsys.readouterr().out
    assert main([*command, "--regrade"]) == 0
    assert "could not be read" not in capsys.readouterr().out


def test_results_do_not_go_among_submissions(
    submissions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They would be taken for a student; a file is no folder."""
    assert main(["batch", str(submissions), "--out", str(submissions / "out")]) == 2
    assert "would be taken for a student" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main(["batch", str(submissions), "--out", str(tmp_path / "file")]) == 2
    assert "is a file" in capsys.readouterr().err
    assert not (submissions / "out").exists()
