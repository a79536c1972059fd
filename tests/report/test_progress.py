"""A learner's progress survives what happens to files."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from grader.kit.errors import KitError
from grader.kit.lock import try_lock
from grader.kit.paths import Kit
from grader.report import CheckResult, Report
from grader.report.progress import read_progress, write_progress


def _report(slug: str, status: str = "passed") -> Report:
    check = CheckResult("t", "s", 2.0, "l")
    check.status = "passed" if status == "passed" else "harness_error" if status == "harness_error" else "failed"
    return Report(slug, slug, "/nowhere.py", 7, [check])


def test_keeps_exercises_by_name(tmp_path: Path) -> None:
    """A later report replaces the earlier one of its exercise and leaves the others alone."""
    kit = Kit(tmp_path)

    write_progress(kit, [_report("00_a", "failed"), _report("01_b")])
    write_progress(kit, [_report("00_a")])

    assert {name: one.status for name, one in read_progress(kit).items()} == {"a": "passed", "b": "passed"}


def test_it_survives_reordering(tmp_path: Path) -> None:
    """What was earned under one number counts when the exercise has another one, and is kept once."""
    kit = Kit(tmp_path)
    write_progress(kit, [_report("01_b"), _report("02_c", "failed")])

    progress = read_progress(kit)
    assert (progress["07_b"].status, progress["01_c"].status) == ("passed", "failed")
    assert "01_d" not in progress
    assert progress.get("03_a") is None
    write_progress(kit, [_report("07_b", "failed")])

    assert {name: one.status for name, one in read_progress(kit).items()} == {"b": "failed", "c": "failed"}


def test_what_an_older_kit_kept_is_read(tmp_path: Path) -> None:
    """Before version 2 the numbers were kept as well."""
    kit = Kit(tmp_path)
    write_progress(kit, [_report("00_a")])
    file = kit.state / "progress.json"
    table = json.loads(file.read_text(encoding="utf-8"))
    old = {"format_version": 1, "exercises": {"00_a": table["exercises"]["a"]}}
    file.write_text(json.dumps(old), encoding="utf-8")

    assert read_progress(kit)["05_a"].status == "passed"


def test_faults_of_the_kit_are_not_kept(tmp_path: Path) -> None:
    """What was our fault does not take a learner's points away."""
    kit = Kit(tmp_path)
    write_progress(kit, [_report("00_a")])

    write_progress(kit, [_report("00_a", "harness_error")])

    assert read_progress(kit)["00_a"].status == "passed"


def test_part_of_a_suite_is_not_kept(tmp_path: Path) -> None:
    """A run of some checks alone says nothing about the whole exercise."""
    report = _report("00_a")
    report.complete = False

    write_progress(Kit(tmp_path), [report])

    assert read_progress(Kit(tmp_path)) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format_version": 99, "exercises": {}}', '{"format_version": 1}'])
def test_an_unreadable_file_is_a_new_start(tmp_path: Path, text: str) -> None:
    """A broken progress file never stops a learner."""
    (tmp_path / ".grader").mkdir()
    (tmp_path / ".grader" / "progress.json").write_text(text, encoding="utf-8")

    assert read_progress(Kit(tmp_path)) == {}


def test_an_unwritable_place_is_told(tmp_path: Path) -> None:
    """A sentence names the file that cannot be written."""
    (tmp_path / ".grader").write_text("in the way", encoding="utf-8")

    with pytest.raises(KitError, match=r"cannot be kept in .*progress\.json"):
        write_progress(Kit(tmp_path), [_report("00_a")])


def test_the_digest_is_that_of_what_was_graded(tmp_path: Path) -> None:
    """What the learner has saved since then has not been graded."""
    file = tmp_path / "exercise.py"
    file.write_text("saved during the check", encoding="utf-8")
    report = _report("00_a")
    report.submission, report.digest = str(file), "abcd"

    write_progress(Kit(tmp_path), [report])

    assert read_progress(Kit(tmp_path))["00_a"].digest == "abcd"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_two_commands_that_end_together_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reads what the first has kept, and not what was there before."""
    kit, waits = Kit(tmp_path), threading.Event()
    monkeypatch.setattr("grader.kit.lock.time.sleep", lambda _: waits.set())
    monkeypatch.setattr("grader.kit.lock.PATIENCE", 60.0)
    write_progress(kit, [_report("00_a")])
    with_a = (kit.state / "progress.json").read_text(encoding="utf-8")
    (kit.state / "progress.json").unlink()

    with (kit.state / "progress.lock").open("w") as first:
        assert try_lock(first)
        second = threading.Thread(target=write_progress, args=(kit, [_report("01_b")]))
        second.start()
        assert waits.wait(20)
        (kit.state / "progress.json").write_text(with_a, encoding="utf-8")
    second.join(20)

    assert {*read_progress(kit)} == {"a", "b"}
