"""What `grader watch` shows: which file, each verdict as it is reached, then the report, the course, the keys."""

from __future__ import annotations

import time

from rich.console import Console
from rich.text import Text

from grader.catalogue import Exercise
from grader.cli.overview import show_course
from grader.kit.paths import Kit
from grader.picture.terminal import sketches
from grader.report import CheckResult, Report
from grader.report.text import outcome, render

KEYS = {"n": "next", "h": "hint", "l": "list", "r": "run again", "q": "quit"}


class Screen:
    """Writes to ``console``, which is cleared before each grading where it can be.

    ``with_enter`` says that a key must be followed by Enter.
    """

    def __init__(self, kit: Kit, console: Console, *, with_enter: bool) -> None:
        self._kit, self.console, self._with_enter = kit, console, with_enter
        self._told = set[str]()

    def begin(self, exercise: Exercise) -> None:
        """Show at once that the save was seen."""
        self._clear()
        self._told.clear()
        place = exercise.submission.relative_to(self._kit.root)
        title = Text(f"{exercise.number} {exercise.title}  ", style="bold")
        title.append(str(place), style=f"not bold link {exercise.submission.resolve().as_uri()}")
        self.console.print(title)
        self.console.print(f"{time.strftime('%H:%M:%S')}  grading ...", style="dim")

    def say(self, sentence: str) -> None:
        """Show what takes its time."""
        self.console.print(sentence, style="dim", markup=False)

    def tell(self, result: CheckResult) -> None:
        """Show one verdict, with a real training's announcements; what cannot be cleared away is not shown again."""
        self.console.print(outcome(result, self.console))
        if not self._clears:
            self._told.add(result.name)

    def conclude(self, report: Report, next_step: str) -> None:
        """Show the report in place of the verdicts, or what they have not told yet, then the course and the keys."""
        self._clear()
        drawings = sketches(report.picture, self.console)
        self.console.print(render(report, self.console, self._kit.root, 1, drawings, self._told))
        if len([check for check in report.checks if check.status != "passed"]) > 1 and report.standing == "graded":
            self.console.print(f"\nOne thing at a time; grader check {report.exercise[:2]} shows all.", style="dim")
        self.console.print(f"\n{time.strftime('%H:%M:%S')}  {report.seconds:.1f} s, seed {report.seed}", style="dim")
        if next_step:
            self.console.print(next_step, style="bold", markup=False)
        self.wait()

    def wait(self) -> None:
        """Show the course and the keys: it is the learner's turn."""
        show_course(self._kit, self.console, table=False)
        keys = "   ".join(f"{key} {meaning}" for key, meaning in KEYS.items())
        self.console.print(f"{keys}{'   (and Enter)' if self._with_enter else ''}", style="dim")

    def list(self) -> None:
        """Show the table of exercises."""
        self.console.print()
        show_course(self._kit, self.console)

    @property
    def _clears(self) -> bool:
        return self.console.is_terminal and not self.console.is_dumb_terminal

    def _clear(self) -> None:
        if self._clears:
            self.console.clear()
        else:
            self.console.print()
