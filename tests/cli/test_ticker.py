"""What a person sees while a submission is being graded."""

from __future__ import annotations

import io

from rich.console import Console

from grader.cli.ticker import Ticker
from grader.report import CheckResult

PASSED = CheckResult("test_x", "Training stops in time.", 2.0, "day-27", status="passed")


def _console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=80, _environ={"TERM": "xterm"})


def _shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_each_verdict_at_once() -> None:
    """The verdict stands on the terminal while the rest is still being graded."""
    console = _console(terminal=True)
    with Ticker(console, "Grading ...").running() as ticker:
        ticker.tell(PASSED)
        ticker._live.refresh()
        before_the_end = _shown(console)

    assert "Training stops in time." in before_the_end
    assert "Grading ..." in before_the_end


def test_elsewhere_only_sentences_are_written() -> None:
    """A log file gets what takes its time, and no moving lines: the report follows on standard output."""
    console = _console(terminal=False)
    with Ticker(console, "Grading ...").running() as ticker:
        ticker.say("Starting TensorFlow ...")
        ticker.tell(PASSED)

    assert _shown(console) == "Starting TensorFlow ...\n"
