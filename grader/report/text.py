"""A report as a person reads it in a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.diagnosis import Diagnosis
from grader.report.lessons import place_of
from grader.report.protections import protected_by
from grader.report.report import CheckResult, Report

_SIGNS = {"passed": ("✓", "+", "green"), "failed": ("✗", "x", "red")}
_OTHER = ("•", "-", "yellow")
_WORDS = {
    "not_run": "not run",
    "timeout": "out of time",
    "crashed": "crashed",
    "harness_error": "fault of the kit",
}
_HARNESS = (
    "This is a fault of the kit, not of your code, and costs you nothing. "
    "`grader doctor` shows what is installed; `grader check --debug` shows the details."
)
MAX_PRINTED_LINES = 8
# The messages of Keras's callbacks, apart from those that only repeat another one.
_ANNOUNCEMENT = re.compile(r"Epoch \d+: (?!finished|.*did not improve)|Stopping training")


Beside = Callable[[str], Iterable[str]]


def _nothing(_: str) -> Iterable[str]:
    return ()


def make_console(stderr: bool = False) -> Console:
    """Return a console that suits where its output goes: colours, width, and whether it can show a tick."""
    # The stream of now: a judge silences the streams of the process while it works.
    return Console(file=sys.stderr if stderr else sys.stdout, highlight=False, soft_wrap=False)


def render(
    report: Report,
    console: Console,
    root: Path | None = None,
    details: float = float("inf"),
    beside: Beside = _nothing,
    told: Collection[str] = (),
) -> RenderableType:
    """Return what a learner reads about ``report``: the first ``details`` failures in full, a line for each other check.

    Paths are shown relative to ``root``. ``beside`` gives the lines of a drawing that stand beside a failed check.
    The lines of checks whose names are in ``told`` have been shown already: only what is explained is named again.
    """
    parts: list[RenderableType] = [_headline(report)]
    if report.standing != "graded":
        parts.append(_standing(report, root))
    else:
        if report.diagnosis:
            parts.append(Padding(_diagnosis(report.diagnosis), (0, 0, 1, 2)))
        shown: set[object] = set()
        for check in report.checks:
            explained = check.status != "passed" and details > 0
            if explained or check.name not in told:
                parts.append(outcome(check, console))
            if explained:
                parts.append(Padding(_details(check, report, root, shown), (0, 0, 0, 6)))
                shown |= {check.printed, _cause(check)}
                if drawing := "\n".join(beside(check.name)):
                    parts.append(Padding(Text(drawing, style="dim"), (0, 0, 0, 6)))
                details -= 1
        if report.status == "harness_error":
            parts.append(Padding(Text(_HARNESS), (0, 0, 0, 2)))
    if shields := protected_by(report.protections):
        parts.append(Padding(Text(shields, style="dim"), (0, 0, 0, 2)))
    return Group(*parts)


def points(value: float) -> str:
    """Return points without needless decimals."""
    return f"{value:g}"


def verdict(check: CheckResult, console: Console) -> RenderableType:
    """Return the line that says how one check ended."""
    rich_sign, plain_sign, colour = _SIGNS.get(check.status, _OTHER)
    sign = rich_sign if _can_show(console, rich_sign) else plain_sign
    row = Table.grid(expand=True, padding=(0, 1))
    row.add_column(width=1)
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    earned = f"{points(check.score)} / {points(check.max_score)}"
    row.add_row(Text(sign, style=colour), Text(check.title), Text(earned, style="dim"))
    return Padding(row, (0, 0, 0, 2))


def outcome(check: CheckResult, console: Console) -> RenderableType:
    """Return the line of one check, and below it what the callbacks of a real training said that is as it should be."""
    lines = _announcements(check.printed) if check.status == "passed" and check.stage == "training" else []
    line = verdict(check, console)
    return Group(line, Padding(Text("\n".join(lines), style="dim"), (0, 0, 0, 6))) if lines else line


def _headline(report: Report) -> RenderableType:
    colour = "green" if report.status == "passed" else "yellow" if report.status == "not_attempted" else "red"
    line = Table.grid(expand=True)
    line.add_column(ratio=1)
    line.add_column(justify="right", no_wrap=True)
    score = f"{points(report.score)} / {points(report.max_score)} points"
    line.add_row(Text(f"{report.exercise[:2]} {report.title}", style="bold"), Text(score, style=f"bold {colour}"))
    return line


def _diagnosis(diagnosis: Diagnosis) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_row("read", place_of(diagnosis.lesson))
    if diagnosis.quiz:
        table.add_row("quiz", f"grader quiz --question {diagnosis.quiz}")
    return Group(Text(f"What it looks like: {diagnosis.message}", style="bold"), Text(diagnosis.explanation), table)


def _standing(report: Report, root: Path | None) -> RenderableType:
    text = Text(report.message)
    if report.standing == "not_attempted":
        text.append(f" Open {_shown(report.submission, root)} and look for TODO.")
    elif report.line:
        text.append(f"\nyour file  {_shown(report.submission, root)}:{report.line}")
    return Padding(text, (0, 0, 0, 2))


def _cause(check: CheckResult) -> object:
    """Return what tells a check's failure from that of another one."""
    return check.status, check.expected, check.seen, check.note, check.line


def _details(check: CheckResult, report: Report, root: Path | None, shown: set[object]) -> RenderableType:
    """Return the rows below a check; what an earlier check has told already, of ``shown``, is not told again."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    if _cause(check) in shown:
        table.add_row("seen" if check.expected else _WORDS[check.status], "the same as above")
        return table
    if check.expected:
        rows = [("expected", check.expected), ("seen", check.seen), ("why", check.why)]
    else:
        rows = [(_WORDS[check.status], check.note)]
    if check.line:
        rows.append(("your file", f"{_shown(report.submission, root)}:{check.line}"))
    if check.lesson and check.status == "failed":
        rows.append(("read", place_of(check.lesson)))
    if check.printed and check.status == "failed" and check.printed not in shown:
        rows.append(("printed", _tail(check.printed)))
    for label, value in rows:
        table.add_row(label, Text(value))
    return table


def _announcements(printed: str) -> list[str]:
    """Return what the callbacks of a real training said, so that a learner sees them at work."""
    said = [line.strip()[:200] for line in printed.splitlines() if _ANNOUNCEMENT.match(line.strip())]
    left_out = len(said) - MAX_PRINTED_LINES
    return [f"| {line}" for line in said[:MAX_PRINTED_LINES]] + ([f"({left_out} more)"] if left_out > 0 else [])


def _tail(printed: str) -> str:
    lines = printed.splitlines()
    left_out = len(lines) - MAX_PRINTED_LINES
    shown = [f"| {line[:200]}" for line in lines[-MAX_PRINTED_LINES:]]
    return "\n".join([f"({left_out} lines before)", *shown] if left_out > 0 else shown)


def _shown(path: str, root: Path | None) -> str:
    try:
        return str(Path(path).relative_to(root)) if root else path
    except ValueError:
        return path


def _can_show(console: Console, sign: str) -> bool:
    try:
        sign.encode(console.encoding or sys.getdefaultencoding())
    except (UnicodeEncodeError, LookupError):
        return False
    return True
