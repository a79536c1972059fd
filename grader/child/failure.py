"""An exception as evidence: what it was, and which line of the learner's file it came from."""

from __future__ import annotations

import traceback
from typing import Any


class NotWritten(Exception):
    """The submission lacks a name that a scenario needs."""


def describe(error: BaseException, file: str) -> dict[str, Any]:
    """Return the evidence of ``error``; ``line`` is that of the innermost frame in ``file``, or None."""
    trace = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in trace if frame.filename == file]
    line = frames[-1].lineno if frames else None
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    # Keras raises NotImplementedError too, deep inside: the stub's own comes straight from the learner's file.
    raised_by_learner = bool(frames) and trace[-1] is frames[-1]
    return {
        "type": type(error).__name__,
        "message": _message(error),
        "line": line,
        "not_written": isinstance(error, NotWritten) or (isinstance(error, NotImplementedError) and raised_by_learner),
    }


def _message(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except Exception:  # a learner's exception may fail to print itself
        return "(this exception has no readable message)"
