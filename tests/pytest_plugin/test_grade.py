"""One submission in, one report out, whatever the submission is."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.judge import Engine, read
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge
from grader.report import CheckResult, Report

CLASS = """import keras
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold): super().__init__()
"""


def _grade(kit: Kit, engine: Engine, path: Path, seed: int = 1) -> Report:
    return judge(engine.attempt(find_exercise(kit, "02"), path, seed))


def _written(tmp_path: Path, source: str) -> Path:
    file = tmp_path / "exercise.py"
    file.write_text(source, encoding="utf-8")
    return file


def test_the_solution_gets_full_points(source_kit: Kit, engine: Engine) -> None:
    """Every check passes, and versions and protections are told."""
    report = _grade(source_kit, engine, source_kit.solutions / "02_detect_overfitting" / "solution.py")

    assert (report.status, report.score, report.max_score) == ("passed", 10, 10)
    assert report.versions["tensorflow"].startswith("2.21.")
    assert "rlimits" in report.protections


def test_verdicts_do_not_wait_for_the_last_run(source_kit: Kit) -> None:
    """A check is judged as soon as its own runs have ended, while others are still at work."""
    path = source_kit.solutions / "02_detect_overfitting" / "solution.py"
    attempt = read(find_exercise(source_kit, "02"), path, seed=1)
    assert attempt.evidence
    attempt.evidence.loaded.names = {"DetectOverfittingCallback": {"kind": "class", "parameters": None}}
    attempt.evidence.loaded.status = "loaded"
    told: list[tuple[str, bool]] = []

    def tell(result: CheckResult) -> None:
        assert attempt.evidence
        told.append((result.name, attempt.evidence.open))
        attempt.evidence.close()

    too_late = threading.Timer(60, attempt.evidence.close)
    too_late.start()
    judge(attempt, tell)
    too_late.cancel()

    assert told[0] == ("test_can_be_made", True)
    assert len(told) == 10


def test_the_untouched_stub_is_not_attempted(kit: Kit, engine: Engine) -> None:
    """A pristine file is not a wrong answer, and every check is listed with its points."""
    report = _grade(kit, engine, kit.exercises / "02_detect_overfitting")

    assert (report.status, report.score, report.max_score) == ("not_attempted", 0, 10)
    assert {check.status for check in report.checks} == {"not_run"}


@pytest.mark.parametrize(
    ("source", "status", "words"),
    [
        ("def broken(:\n", "invalid", "line 1"),
        ("import sys\nsys.exit()\n", "invalid", "SystemExit"),
        ("raise KeyboardInterrupt\n", "invalid", "KeyboardInterrupt"),
        ("import nothing_like_this\n", "invalid", "No module named 'nothing_like_this'"),
        ("import os\nos._exit(0)\n", "crashed", "ended while it imported"),
        ("import ctypes\nctypes.string_at(0)\n", "crashed", "ended while it imported"),
        ("x = 1\n", "failed", "`DetectOverfittingCallback` is not written yet"),
        (CLASS + "    def on_epoch_end(self, epoch, logs=None): 1 / 0\n", "failed", "ZeroDivisionError"),
        (CLASS + "    def on_epoch_end(self, epoch, logs=None): raise SystemExit\n", "failed", "SystemExit"),
        (CLASS + "    def on_epoch_end(self, epoch, logs=None): input('?')\n", "failed", "EOFError"),
        ("DetectOverfittingCallback = 3\n", "failed", "TypeError"),
    ],
)
def test_bad_submissions_get_a_sentence(
    source_kit: Kit, engine: Engine, tmp_path: Path, source: str, status: str, words: str
) -> None:
    """Whatever a file does, the report says what happened, and no point is earned by it."""
    report = _grade(source_kit, engine, _written(tmp_path, source))

    told = " ".join([report.message, *(check.message for check in report.checks)])
    assert report.status == status
    assert words in told
    assert report.score < 3


def test_an_endless_loop_is_stopped(kit: Kit, engine: Engine, tmp_path: Path) -> None:
    """A hook that never returns is out of time; the checks that do not need it are still judged."""
    toml = kit.exercises / "02_detect_overfitting" / "exercise.toml"
    limits = "[limits]\nscenario_seconds = 3\nsubmission_seconds = 6\n"
    toml.write_text(toml.read_text(encoding="utf-8").partition("[limits]")[0] + limits, encoding="utf-8")
    source = CLASS + "    def on_epoch_end(self, epoch, logs=None):\n        while True: pass\n"

    report = _grade(kit, engine, _written(tmp_path, source))

    assert report.status == "timeout"
    assert {check.name for check in report.checks if check.status == "passed"} == {"test_can_be_made"}


def test_the_line_is_the_learners(source_kit: Kit, engine: Engine, tmp_path: Path) -> None:
    """An exception inside a hook is told with the line that raised it."""
    source = CLASS + "    def on_epoch_end(self, epoch, logs=None):\n        value = logs['nothing']\n"

    report = _grade(source_kit, engine, _written(tmp_path, source))

    assert {check.line for check in report.checks if "KeyError" in check.message} == {5}


def test_unwritten_parts_cost_only_their_checks(kit: Kit, engine: Engine) -> None:
    """A stub with one part done is graded for that part; the rest says that it is not written yet."""
    stub = kit.exercises / "02_detect_overfitting" / "exercise.py"
    done = stub.read_text(encoding="utf-8").replace(
        'raise NotImplementedError("DetectOverfittingCallback.__init__ is not written yet")', "super().__init__()"
    )
    stub.write_text(done, encoding="utf-8")

    checks = {check.name: check for check in _grade(kit, engine, stub).checks}

    assert checks["test_can_be_made"].status == "passed"
    assert checks["test_stops_at_the_first_violation"].status == "not_run"
    assert "not written yet" in checks["test_stops_at_the_first_violation"].message


def test_a_seed_repeats_a_run(source_kit: Kit, engine: Engine) -> None:
    """The same seed draws the same cases: what a learner reports can be looked at again."""
    wrong = source_kit.solutions / "02_detect_overfitting" / "wrong" / "inverted_ratio.py"
    one, again, other = (
        [check.message for check in _grade(source_kit, engine, wrong, seed).checks] for seed in (5, 5, 6)
    )

    assert one == again
    assert one != other


def test_a_suite_that_loses_a_check_is_our_fault(kit: Kit, engine: Engine) -> None:
    """Points that do not add up are a fault of the kit, never a lower score."""
    suite = kit.exercises / "02_detect_overfitting" / "test_exercise.py"
    suite.write_text(suite.read_text(encoding="utf-8").replace("def test_announces_the_stop", "def announces_the_stop"))

    report = _grade(kit, engine, kit.solutions / "02_detect_overfitting" / "solution.py")

    assert report.status == "harness_error"
    assert "gave 9 points" in report.message


@pytest.mark.parametrize("line", ["pytest.skip('x')", "pytest.xfail('x')", "raise ValueError('x')", "1 / 0"])
def test_a_check_that_breaks_is_our_fault(kit: Kit, engine: Engine, line: str) -> None:
    """A check that is skipped, or fails in itself, neither passes nor counts against the learner."""
    suite = kit.exercises / "02_detect_overfitting" / "test_exercise.py"
    text = suite.read_text(encoding="utf-8").replace(
        "    expect_signatures(runs, NAME)", f"    import pytest\n    {line}"
    )
    suite.write_text(text, encoding="utf-8")

    report = _grade(kit, engine, kit.solutions / "02_detect_overfitting" / "solution.py")

    assert report.status == "harness_error"
    assert [check.name for check in report.checks if check.status != "passed"] == ["test_can_be_made"]


def test_a_run_that_tells_nothing_is_no_fault_of_the_kit(source_kit: Kit, tmp_path: Path) -> None:
    """A record that is missing costs the submission the check, whoever silenced the recorder: never the kit."""
    attempt = read(find_exercise(source_kit, "00"), _written(tmp_path, "def train(): pass\n"), seed=1)
    assert attempt.evidence
    attempt.evidence.loaded.names = {"train": {"kind": "function", "parameters": []}}
    attempt.evidence.loaded.status = "loaded"
    for run in attempt.evidence.runs.values():
        run.status = "finished"
    attempt.evidence.close()

    report = judge(attempt)

    assert report.status == "failed"
    assert any("the run did not tell of `" in check.message for check in report.checks)


@pytest.mark.parametrize("value", ["'1.5'", "None", "[1.5]"])
def test_odd_logs_are_no_fault_of_the_kit(source_kit: Kit, engine: Engine, tmp_path: Path, value: str) -> None:
    """Whoever leaves text in the logs fails the check that looks at them, with a sentence, and keeps the other points."""
    solution = (source_kit.solutions / "02_detect_overfitting" / "solution.py").read_text(encoding="utf-8")
    text = solution.replace(
        "(self, epoch, logs=None):\n", f"(self, epoch, logs=None):\n        logs['ratio'] = {value}\n"
    )

    report = _grade(source_kit, engine, _written(tmp_path, text))

    (failed,) = [check for check in report.checks if check.status != "passed"]
    assert (report.status, failed.name) == ("failed", "test_changes_nothing_else")
    assert f"ratio {value}" in failed.seen


def test_a_conftest_beside_the_submission_changes_nothing(source_kit: Kit, engine: Engine, tmp_path: Path) -> None:
    """Only the one file is taken; pytest's own ways to be configured do not reach the judge."""
    (tmp_path / "conftest.py").write_text("raise RuntimeError('reached')\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -k nothing\n", encoding="utf-8")
    path = _written(
        tmp_path, (source_kit.solutions / "02_detect_overfitting" / "solution.py").read_text(encoding="utf-8")
    )

    assert _grade(source_kit, engine, path).status == "passed"


def test_it_looks_at_no_other_folder(
    source_kit: Kit, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Than the exercise's and the one it lies in: those above may hold thousands of files, and each verdict would list them."""
    scan: Callable[..., object] = os.scandir
    scanned: list[Path] = []

    def watched(path: Path | str = ".") -> object:
        scanned.append(Path(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", watched)
    report = _grade(source_kit, engine, _written(tmp_path, "def ("))

    exercise = find_exercise(source_kit, "02").folder
    assert report.status == "invalid"
    assert exercise in scanned
    assert [folder for folder in scanned if folder in exercise.parent.parents] == []
