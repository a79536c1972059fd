"""Results of a batch: one line of JSON each, on disk as soon as it is known."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.kit.errors import KitError

FILE = "results.jsonl"


@dataclass(frozen=True)
class Result:
    """What one submission got; ``lms_id`` may be empty, and ``round`` is that of the batch (`--regrade` begins another).

    ``report`` is that of `grader check --json`, with a ``message`` about the whole, the ``picture`` of the run that failed
    first, ``unread`` where there was no text to grade, and a person's ``override``, if any. One that is ``withdrawn``
    takes those before it away.
    """

    student: str
    exercise: str
    lms_id: str
    digest: str
    report: dict[str, Any]
    round: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """Return what the result is kept under."""
        return (self.student, self.exercise)

    @property
    def score(self) -> float | None:
        """Return the points, a person's before the grader's; None where nothing was graded: that is never a zero."""
        if "override" in self.report:
            return float(self.report["override"]["score"])
        ungraded = self.report["status"] == "harness_error" or self.report.get("unread", False)
        return None if ungraded else float(self.report["score"])


def append(folder: Path, result: Result) -> None:
    """Add ``result`` to those in ``folder``; when this returns it has reached the disk."""
    line = json.dumps(result.__dict__, ensure_ascii=False) + "\n"
    _drop_torn_line(folder / FILE)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read_results(folder: Path, before: int | None = None) -> dict[tuple[str, str], Result]:
    """Return the newest result of each student and exercise in ``folder``, in the order of their first results.

    With ``before``, only those of earlier rounds count.

    A last line that was cut off when the batch was killed, or is being written, does not count. Raises KitError on any
    other line that cannot be read.
    """
    file = folder / FILE
    if not file.exists():
        return {}
    whole = _whole_lines(file.read_bytes())
    found: dict[tuple[str, str], Result] = {}
    for number, line in enumerate(whole.splitlines(), start=1):  # of bytes: text has more kinds of line ends
        try:
            result = Result(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise KitError(f"{file}, line {number}, cannot be read: {error}. Mend it or remove the line.") from error
        if result.report.get("withdrawn"):
            found.pop(result.key, None)
        elif before is None or result.round < before:
            found[result.key] = result
    return found


def _drop_torn_line(file: Path) -> None:
    """Remove the end of a line that was cut off by a kill; only who may write here calls this."""
    with contextlib.suppress(FileNotFoundError), file.open("r+b") as stream:
        if not stream.seek(0, os.SEEK_END):
            return
        stream.seek(-1, os.SEEK_END)
        if stream.read() != b"\n":
            stream.seek(0)
            stream.truncate(len(_whole_lines(stream.read())))


def _whole_lines(raw: bytes) -> bytes:
    return raw[: raw.rfind(b"\n") + 1]
