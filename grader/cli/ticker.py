"""Verdicts on the terminal as they are reached, until the whole report takes their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner

from grader.report import CheckResult
from grader.report.text import make_console, verdict


class Ticker:
    """Shows on standard error what is going on: moving lines on a terminal, plain sentences elsewhere."""

    def __init__(self, console: Console, first: str) -> None:
        self._console = console
        self._verdicts: list[RenderableType] = []
        self._spinner = Spinner("dots" if console.encoding.startswith("utf") else "line", first)
        self._live = Live(self._shown(), console=console, transient=True, redirect_stdout=False, redirect_stderr=False)

    def say(self, sentence: str) -> None:
        """Show what takes its time."""
        if self._console.is_terminal:
            self._spinner.update(text=sentence)
        else:
            self._console.print(sentence)

    def tell(self, result: CheckResult) -> None:
        """Show one verdict."""
        self._verdicts.append(verdict(result, self._console))
        self._live.update(self._shown())

    @contextmanager
    def running(self) -> Iterator[Ticker]:
        """Show everything inside the block, and remove it from a terminal at its end."""
        if not self._console.is_terminal:
            yield self
            return
        with self._live:
            yield self

    def _shown(self) -> Group:
        return Group(*self._verdicts, self._spinner)


def ticker(first: str) -> Ticker:
    """Return a ticker that begins with the sentence ``first``."""
    return Ticker(make_console(stderr=True), first)
