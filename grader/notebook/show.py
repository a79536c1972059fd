"""One place below a cell, which shows first that grading goes on and then the card."""

from __future__ import annotations

from typing import Any

from grader.notebook.card import Card, card, sentence


class Shown:
    """An output of the cell that runs; each thing to show takes the place of the one before."""

    def __init__(self) -> None:
        self._handle: Any = None

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._show(sentence(text))

    def report(self, report: dict[str, Any], source: str, note: str, lessons: str | None) -> None:
        """Show the card of ``report`` on ``source``."""
        self._show(card(report, source, note, lessons))

    def _show(self, what: Card) -> None:
        try:
            from IPython.display import display
        except ImportError:
            print(what.text)
            return
        if self._handle is None:
            self._handle = display(what, display_id=True)  # type: ignore[no-untyped-call]  # IPython says nothing of it
        else:
            self._handle.update(what)
