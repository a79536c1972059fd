"""Bare `grader`: the table and the next step."""

from __future__ import annotations

import pytest

from grader.cli import main
from grader.kit.digest import digest_of
from grader.kit.paths import Kit
from grader.report import CheckResult, Report
from grader.report.progress import write_progress


def _keep(kit: Kit, slug: str, status: str) -> None:
    check = CheckResult("t", "s", 5.0, "l")
    check.status = "passed" if status == "passed" else "failed"
    mine = kit.exercises / slug / "exercise.py"
    write_progress(kit, [Report(slug, slug, str(mine), 1, [check], digest=digest_of(mine))])


def test_a_newcomer_is_sent_to_the_first_exercise(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is not attempted, and the next step is 00, which takes five minutes."""
    assert main([]) == 0

    shown = capsys.readouterr().out
    assert shown.count("not_attempted") == shown.count(" 0 / ")
    assert "Next: 00 First callback, about 5 minutes." in shown
    assert "exercises/00_first_callback/exercise.py" in shown


def test_full_points_lead_to_the_next_exercise(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """What has full points is done, and the first that has not comes next."""
    _keep(kit, "00_first_callback", "passed")

    main([])

    shown = capsys.readouterr().out
    assert "5 / 5" in shown
    assert "Next: 01 Event logger" in shown


def test_a_file_that_changed_since_is_said_to(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """Points of an older version of the file are not the points of this one."""
    _keep(kit, "00_first_callback", "passed")
    file = kit.exercises / "00_first_callback" / "exercise.py"
    file.write_text("x = 1\n", encoding="utf-8")

    main([])

    shown = capsys.readouterr().out
    assert "changed since the last check" in shown
    assert "Next: 00" in shown
    assert "0 of " in shown
