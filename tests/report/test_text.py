"""A report as a learner reads it, at 80 columns."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from grader.diagnosis import Diagnosis
from grader.report import CheckResult, Report
from grader.report.text import render

ROOT = Path("/kit")


def _shown(report: Report, encoding: str = "utf-8") -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=stream, width=80, highlight=False)
    console.print(render(report, console, ROOT))
    stream.seek(0)
    return [line.rstrip() for line in stream.read().splitlines()]


def _report(standing: str = "graded") -> Report:
    failed = CheckResult(
        "test_stops", "Training stops in time.", 2, "day-27#early-stopping", status="failed",
        expected="the last epoch is 4", seen="it was 6", why="More epochs make it worse.", line=14,
        printed="\n".join(f"line {number}" for number in range(10)),
    )  # fmt: skip
    passed = CheckResult("test_prints", "It prints the ratio.", 3, "day-27", status="passed")
    path = "/kit/exercises/02_x/exercise.py"
    return Report("02_x", "Some exercise", path, 7, [passed, failed], standing, message="Because.", line=3)


def test_a_failed_check_tells_everything_that_helps() -> None:
    """Expected, seen, why, the learner's line, where to read, and the last of what was printed."""
    assert _shown(_report()) == [
        "02 Some exercise                                                    3 / 5 points",
        "  ✓ It prints the ratio.                                                   3 / 3",
        "  ✗ Training stops in time.                                                0 / 2",
        "      expected   the last epoch is 4",
        "      seen       it was 6",
        "      why        More epochs make it worse.",
        "      your file  exercises/02_x/exercise.py:14",
        "      read       lessons/day-27.md, early stopping",
        "      printed    (2 lines before)",
        *[f"                 | line {number}" for number in range(2, 10)],
    ]


def test_a_console_without_ticks_gets_letters() -> None:
    """An old Windows console cannot show the signs, and must not crash on them."""
    lines = _shown(_report(), encoding="cp437")

    assert lines[1].startswith("  + It prints")
    assert lines[2].startswith("  x Training")


def test_what_was_not_graded_says_why_and_where() -> None:
    """An invalid file is told with its line, and no check is listed."""
    lines = _shown(_report("invalid"))

    assert "  Because." in lines
    assert "  your file  exercises/02_x/exercise.py:3" in lines
    assert not any("prints the ratio" in line for line in lines)


def test_a_real_training_shows_its_callbacks_at_work() -> None:
    """What Keras announced in a passed training is shown, without what only repeats it."""
    report = _report()
    check = report.checks[0]
    check.stage = "training"
    check.printed = (
        "Epoch 1/3\n\nEpoch 1: val_accuracy improved from None to 0.5, saving model to m.keras\n"
        "Epoch 1: finished saving model to m.keras\nEpoch 2: val_accuracy did not improve from 0.5\n"
        "Epoch 3: ReduceLROnPlateau reducing learning rate to 0.005.\nEpoch 3: early stopping\n"
    )

    assert [line.strip() for line in _shown(report) if "| Epoch" in line] == [
        "| Epoch 1: val_accuracy improved from None to 0.5, saving model to m.keras",
        "| Epoch 3: ReduceLROnPlateau reducing learning rate to 0.005.",
        "| Epoch 3: early stopping",
    ]


def test_the_same_output_is_shown_once() -> None:
    """Two checks on the same run do not repeat what it printed."""
    report = _report()
    report.checks.append(replace(report.checks[1], seen="it was 7"))

    assert sum("| line 9" in line for line in _shown(report)) == 1
    assert sum("expected   the last epoch is 4" in line for line in _shown(report)) == 2


def test_the_same_cause_is_told_once() -> None:
    """One exception that fails ten checks is explained where it is met first."""
    report = _report()
    report.checks.append(replace(report.checks[1], title="Training goes on."))
    lines = _shown(report)

    assert sum("expected   the last epoch is 4" in line for line in lines) == 1
    assert lines[-2:] == [
        "  ✗ Training goes on.                                                      0 / 2",
        "      seen  the same as above",
    ]


def test_markup_in_output_is_text() -> None:
    """Square brackets in a learner's output are shown as they are."""
    report = _report()
    report.checks[1].printed = "[bold]not markup[/bold] [/]"

    assert any("| [bold]not markup[/bold] [/]" in line for line in _shown(report))


def test_a_diagnosis_comes_before_the_verdicts() -> None:
    """What it looks like, an explanation, where to read on and which question to try."""
    report = _report()
    report.diagnosis = Diagnosis(
        "late", "it waits too long.", "Patience counts epochs.", "study-notes#earlystopping", "stop-training"
    )

    assert _shown(report)[1:6] == [
        "  What it looks like: it waits too long.",
        "  Patience counts epochs.",
        "  read  lessons/study-notes.md, earlystopping",
        "  quiz  grader quiz --question stop-training",
        "",
    ]


def test_a_diagnosis_without_a_question_has_no_line_for_it() -> None:
    """The line is left out, not left empty: what follows where to read on is the space before the verdicts."""
    report = _report()
    report.diagnosis = Diagnosis("late", "it waits too long.", "Patience counts epochs.", "study-notes#earlystopping")

    assert _shown(report)[3:5] == ["  read  lessons/study-notes.md, earlystopping", ""]
    assert not any("quiz" in line for line in _shown(report))


def test_a_drawing_stands_below_its_check() -> None:
    """Whoever can draw is asked for each failed check by its name, and for no other."""
    asked: list[str] = []

    def beside(check: str) -> list[str]:
        asked.append(check)
        return ["a curve", "its epochs"]

    console = Console(file=io.StringIO(), width=80, highlight=False)
    with console.capture() as captured:
        console.print(render(_report(), console, ROOT, beside=beside))

    assert asked == ["test_stops"]
    assert "      a curve" in [line.rstrip() for line in captured.get().splitlines()]


def test_what_protected_the_machine_is_told() -> None:
    """The last line of a report names the layers; where nothing was run there is none."""
    report = _report()
    assert "protected" not in "".join(_shown(report))

    report.protections = ["rlimits", "namespaces", "seccomp"]

    assert _shown(report)[-1] == "  protected by namespaces, seccomp; not active here: landlock"
