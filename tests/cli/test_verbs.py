"""hint, reset, solution, data, doctor, run, grade: what each does and what it says when it cannot."""

from __future__ import annotations

import shutil

import pytest

from grader.cli import main
from grader.isolation.probe import Found
from grader.kit.digest import digest_of
from grader.kit.paths import Kit
from grader.report import CheckResult, Report
from grader.report.progress import write_progress

SLUG = "00_first_callback"


def _pass(kit: Kit) -> None:
    check = CheckResult("t", "s", 5.0, "l")
    check.status = "passed"
    mine = kit.exercises / SLUG / "exercise.py"
    write_progress(kit, [Report(SLUG, SLUG, str(mine), 1, [check], digest=digest_of(mine))])


def test_hints_come_one_by_one(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Each call shows the next rung, the last one stays, and --again shows all so far."""
    shown = []
    for _ in range(4):
        assert main(["hint", "00"]) == 0
        shown.append(capsys.readouterr().out)

    assert ["hint 1 of 3" in shown[0], "hint 2 of 3" in shown[1], "hint 3 of 3" in shown[2]] == [True] * 3
    assert shown[3] == shown[2]
    main(["hint", "00", "--again"])
    assert capsys.readouterr().out.count("of 3") == 3


def test_hints_survive_reordering(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has seen the first hint sees the second one, although the exercise has another number now."""
    assert main(["hint", "00"]) == 0
    (kit.exercises / SLUG).rename(kit.exercises / "17_first_callback")
    capsys.readouterr()

    assert main(["hint", "17"]) == 0

    assert "hint 2 of 3" in capsys.readouterr().out


def test_reset_keeps_what_was_written(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """The pristine file comes back, and every earlier one can still be found."""
    file = kit.exercises / SLUG / "exercise.py"
    for text in ("first = 1\n", "second = 2\n"):
        file.write_text(text, encoding="utf-8")
        assert main(["reset", "00"]) == 0

    backups = sorted((kit.state / "backups" / SLUG).iterdir())
    assert [backup.read_text(encoding="utf-8") for backup in backups] == ["first = 1\n", "second = 2\n"]
    assert file.read_bytes() == (kit.exercises / SLUG / "stub.py").read_bytes()
    assert str(backups[1]) in capsys.readouterr().out


def test_reset_without_a_place_for_the_backup_changes_nothing(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """When the backup cannot be written, the learner's file stays."""
    file = kit.exercises / SLUG / "exercise.py"
    file.write_text("mine = 1\n", encoding="utf-8")
    kit.state.mkdir(exist_ok=True)
    (kit.state / "backups").write_text("in the way", encoding="utf-8")

    assert main(["reset", "00"]) == 2

    assert file.read_text(encoding="utf-8") == "mine = 1\n"
    assert "nothing was changed" in capsys.readouterr().err


def test_a_solution_is_for_those_who_have_one(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Before full points there is a hint instead; after them the solution, without the author's markers."""
    assert main(["solution", "00"]) == 2
    assert "after full points" in capsys.readouterr().err

    _pass(kit)
    assert main(["solution", "00"]) == 0
    shown = capsys.readouterr().out
    assert "EarlyStopping" in shown
    assert "###" not in shown


def test_a_kit_without_solutions_says_so(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """A learner's copy has none, and works all the same."""
    shutil.rmtree(kit.solutions)

    assert main(["solution", "00"]) == 2
    assert "without solutions" in capsys.readouterr().err
    assert main(["check", "00"]) == 1


def test_data_says_what_is_in_use(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Each dataset is listed with its kind."""
    assert main(["data", "status"]) == 0

    shown = capsys.readouterr().out
    assert "cats_vs_dogs" in shown
    assert "brain_tumour" in shown


def test_data_shows_its_pictures(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet of drawn pictures is written where the person wants it, or a sentence says why not."""
    assert main(["data", "status", "--pictures", "sheet.png"]) == 0
    assert (kit.root / "sheet.png").stat().st_size > 10_000
    assert main(["data", "status", "--pictures", "nowhere/sheet.png"]) == 2
    assert "cannot be written to nowhere" in capsys.readouterr().err


def test_doctor_names_versions_and_protections(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """What is installed and what is in force is told, and so is what is not."""
    assert main(["doctor"]) == 0

    shown = capsys.readouterr().out
    for word in ("keras", "3.15.", "2.21.", "rlimits", "missing"):
        assert word in shown


def test_doctor_tells_what_was_tried(
    kit: Kit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each attempt stands there with what it came to, not with what the names of the layers promise."""
    found = Found(["rlimits", "landlock"], {"read a file": "refused, PermissionError", "reach a network": "it could"})
    monkeypatch.setattr("grader.cli.doctor.probe", lambda _: found)

    assert main(["doctor"]) == 0

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[-2:] == ["a submission tried to read a file: refused, PermissionError", "reach a network: it could"]
    assert "missing               namespaces, seccomp" in lines


def test_run_shows_everything_and_judges_nothing(kit: Kit, capfd: pytest.CaptureFixture[str]) -> None:
    """The learner's file runs on all scenarios with live output; an exception is shown with its traceback."""
    file = kit.exercises / SLUG / "exercise.py"
    file.write_text("print('imported')\ndef train(*args):\n    raise ValueError('mine')\n", encoding="utf-8")

    assert main(["run", "00"]) == 0

    seen = capfd.readouterr()
    assert "imported" in seen.out
    assert "--- plateau ---" in seen.out
    assert f'File "{file}", line 3, in train' in seen.out + seen.err
    assert "points" not in seen.out


def test_grade_prints_the_table_and_the_next_step(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """What `make grade` runs: a broken file is told, the table is shown, and the exit code is 0."""
    (kit.exercises / "02_detect_overfitting" / "exercise.py").write_text("def broken(:\n", encoding="utf-8")

    assert main(["grade"]) == 0

    shown = capsys.readouterr().out
    assert "line 1" in shown
    assert "invalid" in shown
    assert "not_attempted" in shown
    assert "Next: 00 First callback" in shown
