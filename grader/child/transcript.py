"""What callbacks did hook by hook: the text that they printed, and whether they changed the logs.

with transcript() as notes:
    model.evaluate(x, y, callbacks=notes.around(callback))
record.value("rows", notes.rows)
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, cast

import keras
import numpy as np

from grader.child.printed import Printed

_PHASES = ("train", "test", "predict")
_EDGES = ("begin", "end")
HOOKS = (
    *(f"on_{phase}_{edge}" for phase in _PHASES for edge in _EDGES),
    *(f"on_{phase}_batch_{edge}" for phase in _PHASES for edge in _EDGES),
    *(f"on_epoch_{edge}" for edge in _EDGES),
)
Logs = dict[str, Any] | None


class Transcript:
    """Notes one row for each hook, in order.

    A row holds ``hook``, ``at`` (epoch or batch, None for the others), ``keys`` (those of the logs before the
    callbacks saw them), ``printed`` (on standard output, while the hook was called) and ``changed``: in words what the
    callbacks changed in the logs, at once or later, None where they are as they were. What is printed between hooks is
    not noted.
    """

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self._open = False
        self._given: list[tuple[dict[str, Any], Logs]] = []

    def around(self, *callbacks: Any) -> list[Any]:
        """Return ``callbacks`` between two of its own, which open and close the rows."""
        return [_Opens(self), *callbacks, _Closes(self)]

    def open(self, hook: str, at: int | None, logs: Logs) -> None:
        """Begin a row; what is printed from now on belongs to it."""
        before = {key: value.copy() if _is_array(value) else value for key, value in (logs or {}).items()}
        self._given.append((before, logs))
        self.rows.append({"hook": hook, "at": at, "keys": list(before), "printed": "", "changed": None})
        self._open = True

    def close(self) -> None:
        """End the row that was opened last."""
        self._look_again(-1)
        self._open = False

    def end(self) -> None:
        """Look at all logs once more: a callback may have kept some, and changed them afterwards."""
        for index in range(len(self.rows)):
            self._look_again(index)

    def hear(self, text: str) -> None:
        """Take printed text."""
        if self._open:
            self.rows[-1]["printed"] += text

    def _look_again(self, index: int) -> None:
        before, after = self._given[index]
        self.rows[index]["changed"] = self.rows[index]["changed"] or _difference(before, after or {})


@contextlib.contextmanager
def transcript(stream: Printed | None = None) -> Iterator[Transcript]:
    """Return a transcript that hears what is written to ``stream`` (standard output) inside the block."""
    heard = stream or cast("Printed", sys.stdout)
    notes = Transcript()
    heard.listener = notes.hear
    try:
        yield notes
    finally:
        heard.listener = None
        notes.end()


class _Opens(keras.callbacks.Callback):
    """Opens a row before the callbacks that follow it see the hook."""

    def __init__(self, notes: Transcript) -> None:
        super().__init__()
        self._notes = notes

    def see(self, hook: str, at: int | None, logs: Logs) -> None:
        self._notes.open(hook, at, logs)


class _Closes(_Opens):
    """Closes the row after the callbacks before it saw the hook."""

    def see(self, hook: str, at: int | None, logs: Logs) -> None:
        self._notes.close()


def _hook(hook: str) -> Any:
    def of_phase(self: _Opens, logs: Logs = None) -> None:
        self.see(hook, None, logs)

    # Keras passes batches and epochs first; the name `logs` is used for batches alone.
    def of_part(self: _Opens, at: int, logs: Logs = None) -> None:
        self.see(hook, at, logs)

    return of_part if "batch" in hook or "epoch" in hook else of_phase


for _name in HOOKS:
    setattr(_Opens, _name, _hook(_name))


def _difference(before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """Say what is different in ``after``, or return None."""
    if gone := [key for key in before if key not in after]:
        return f"`{gone[0]}` is gone"
    if new := [key for key in after if key not in before]:
        return f"`{new[0]}` is new"
    if list(before) != list(after):
        return "the keys are in another order"
    other = [key for key in before if not _same(before[key], after[key])]
    return f"`{other[0]}` has another value" if other else None


def _same(before: Any, after: Any) -> bool:
    if _is_array(before) and _is_array(after):
        return bool(before.shape == after.shape and np.array_equal(before, after))
    return before is after


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray)
