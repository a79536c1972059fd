"""`grader show` from the outside."""

from __future__ import annotations

import shutil
import sys
import webbrowser
from pathlib import Path

import pytest

from grader.cli import main
from grader.kit.digest import digest_of
from grader.kit.paths import Kit
from grader.picture.kept import file_of, page_of, remember
from grader.report import CheckResult, Report
from tests.picture.made import picture

SLUG = "02_detect_overfitting"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was opened in a browser; there is a screen, and nobody came over SSH."""
    asked: list[str] = []

    def note(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    return asked


def _ran(kit: Kit, slug: str = SLUG, standing: str = "graded", **fields: object) -> None:
    mine = kit.exercises / slug / "exercise.py"
    drawn = picture(exercise=slug, digest=digest_of(mine), **fields) if standing == "graded" else None
    check = CheckResult("t", "s", 1.0, "l", status="failed")
    remember(kit, [Report(slug, slug, str(mine), 1, [check], standing, picture=drawn, digest=digest_of(mine))])


def test_the_page_opens_in_the_browser(kit: Kit, opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It lies beside the progress, and its place is said."""
    _ran(kit)

    assert main(["show", "02"]) == 0

    assert opened == [page_of(kit, SLUG).as_uri()]
    assert str(page_of(kit, SLUG)) in capsys.readouterr().out
    assert "first difference: epoch 4" in page_of(kit, SLUG).read_text(encoding="utf-8")


@pytest.mark.parametrize("away", ["SSH_CONNECTION", "SSH_TTY"])
def test_without_a_browser_the_place_is_said(
    kit: Kit, opened: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    """Over SSH a window would open for nobody."""
    _ran(kit)
    monkeypatch.setenv(away, "1")

    assert main(["show", "02"]) == 0

    assert opened == []
    assert "Open this file in a browser" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_no_browser_is_asked(kit: Kit, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser in the terminal would take it over."""
    _ran(kit)
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert main(["show", "02"]) == 0

    assert opened == []


def test_a_file_can_be_named(kit: Kit, opened: list[str], tmp_path: Path) -> None:
    """Then the page goes there, and no browser opens."""
    _ran(kit)

    assert main(["show", "02", "--html", str(tmp_path / "run.html")]) == 0

    assert (tmp_path / "run.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert opened == []
    assert not page_of(kit, SLUG).exists()


def test_a_place_that_cannot_be_written_is_an_error(
    kit: Kit, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit code 2 and the reason."""
    _ran(kit)

    assert main(["show", "02", "--html", str(tmp_path / "nowhere" / "run.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_without_a_number_the_newest_run_is_shown(kit: Kit, opened: list[str]) -> None:
    """It is the last one that was graded."""
    _ran(kit, "03_csv_history")
    _ran(kit)
    file = file_of(kit, "03_csv_history")
    file.touch()

    assert main(["show"]) == 0
    assert Path(opened[0]).stem == "03_csv_history"


@pytest.mark.parametrize(
    ("standing", "told"), [("not_attempted", "not started"), ("invalid", "could not be read"), ("", "not been checked")]
)
def test_who_has_not_run_anything_is_told_what_to_do(
    kit: Kit, capsys: pytest.CaptureFixture[str], standing: str, told: str
) -> None:
    """One sentence says why there is no picture, and which command makes one; exit code 2."""
    if standing:
        _ran(kit, standing=standing)

    assert main(["show", "02"]) == 2

    said = capsys.readouterr().err
    assert told in said
    assert "`grader check 02`" in said


def test_nothing_at_all_was_run(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a number and without a run there is one sentence."""
    assert main(["show"]) == 2
    assert "no run to show yet" in capsys.readouterr().err


def test_who_has_edited_the_file_since_is_told(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """In the terminal and on the page: the picture is that of an older file."""
    _ran(kit)
    (kit.exercises / SLUG / "exercise.py").write_text("other = 1\n", encoding="utf-8")

    assert main(["show", "02"]) == 0

    assert "has changed since this run" in capsys.readouterr().out
    assert "has changed since this run" in page_of(kit, SLUG).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        picture(digest="").to_text().replace('"first":1', '"first":"one"'),
        picture(digest="").to_text().replace('"curves":{', '"curves":{"x":7,'),
    ],
)
def test_a_damaged_picture_is_one_sentence(kit: Kit, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """No traceback, exit code 2, and what to do."""
    file_of(kit, SLUG).parent.mkdir(parents=True, exist_ok=True)
    file_of(kit, SLUG).write_text(text, encoding="utf-8")

    assert main(["show", "02"]) == 2
    assert "makes it anew" in capsys.readouterr().err


def test_a_check_leaves_a_picture_and_a_reset_forgets_it(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """The learner's own file is drawn; one from elsewhere is not, and leaves no trace."""
    wrong = kit.solutions / SLUG / "wrong" / "greater_or_equal.py"
    assert main(["check", "02", "--submission", str(wrong), "--seed", "5"]) == 1
    assert not file_of(kit, SLUG).exists()
    shutil.copy(wrong, kit.exercises / SLUG / "exercise.py")
    assert main(["check", "02", "--seed", "5"]) == 1
    assert "grader show 02" in capsys.readouterr().out

    assert main(["show", "02"]) == 0
    text = page_of(kit, SLUG).read_text(encoding="utf-8")
    assert "strictly greater than" in text
    assert "has changed" not in text

    assert main(["reset", "02"]) == 0
    assert not file_of(kit, SLUG).exists()
    assert not page_of(kit, SLUG).exists()
