"""The runs of a submission as a check sees them: a run that cannot be judged explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, Literal

from grader.evidence import Evidence, Raised, Run
from grader.judge.attempt import Attempt
from grader.judge.expect import Unmet
from grader.kit.nearest import nearest

Unjudged = Literal["not_run", "timeout", "crashed", "harness_error"]


class NotJudged(Exception):
    """A check that could not be decided; ``status`` becomes its status, and it is worth 0."""

    def __init__(self, status: Unjudged, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.line = status, message, line


class Runs:
    """Gives a check the runs that it asks for, as soon as they have ended.

    ``touched`` are those that it looked at, for their printed text.
    """

    def __init__(self, attempt: Attempt, needs: str | None = None) -> None:
        self._attempt = attempt
        self.touched: list[Run] = []
        self._evidence = _evidence_of(attempt)
        if needs:
            self._require(needs)

    def __getitem__(self, name: str) -> Run:
        """Return the run ``name`` that came to its end.

        Raises Unmet when the learner's code raised an exception in it, and NotJudged when it crashed or hung.
        """
        run = self.partial(name)
        if run.status == "raised" and run.raised:
            raise _unmet_by(run, run.raised)
        return run

    def partial(self, name: str) -> Run:
        """Return the run ``name`` even when an exception ended it: what came before still counts.

        Raises NotJudged when it crashed, hung or never began.
        """
        runs = self._evidence.runs
        self._evidence.wait(lambda: runs[name].status != "not_run")
        run = runs[name]
        self.touched.append(run)
        if run.raised and run.raised.not_written:
            raise NotJudged("not_run", _not_written(run.raised.message), run.raised.line)
        if run.status in ("timeout", "crashed", "not_run"):
            raise _not_judged(run, self._attempt)
        return run

    def matching(self, pattern: str) -> Iterator[Run]:
        """Yield each run whose name matches ``pattern`` (as ``curve_*``), as indexing does; there must be one."""
        names = [name for name in self._evidence.runs if fnmatchcase(name, pattern)]
        if not names:
            raise LookupError(f"no run is called {pattern}")
        for name in names:
            yield self[name]

    @property
    def names(self) -> dict[str, Any]:
        """Return what the child saw of the names that the exercise asks for."""
        return self._evidence.loaded.names

    @property
    def asked(self) -> dict[str, str]:
        """Return the signatures that the exercise asks for, by name."""
        return self._attempt.exercise.names

    def _require(self, name: str) -> None:
        if name in self.names:
            return
        submission = self._attempt.submission
        known = submission.names if submission else ()
        guess, line = nearest(name, known), None
        message = f"`{name}` is not written yet."
        if guess and submission:
            message, line = f"{message} Is `{guess}` meant to be it?", submission.line_of(guess)
        raise NotJudged("not_run", message, line)


def _evidence_of(attempt: Attempt) -> Evidence:
    evidence = attempt.evidence
    if evidence is not None:
        evidence.wait(lambda: evidence.loaded.status == "loaded")
    if evidence is None or attempt.standing == "harness_error":
        status: Unjudged = "harness_error" if attempt.standing == "harness_error" else "not_run"
        raise NotJudged(status, attempt.message, attempt.line)
    loaded = evidence.loaded
    if loaded.status == "raised" and loaded.raised:
        raise NotJudged("not_run", attempt.message, attempt.line)
    if loaded.status == "timeout":
        raise NotJudged("timeout", "Your file was still being imported when the time was up.")
    if loaded.status != "loaded":
        raise NotJudged("crashed", "The process ended while it imported your file.")
    return evidence


def _not_written(message: str) -> str:
    return message if "not written" in message else f"not written yet{f': {message}' if message else ''}"


def _unmet_by(run: Run, raised: Raised) -> Unmet:
    hook = f", in {run.last_hook.hook}" if run.last_hook else ""
    text = f"{raised.type}: {raised.message}" if raised.message else raised.type
    return Unmet(
        expected="your code runs to its end",
        seen=f"it raised {text} ({_progress(run)}{hook})".replace("()", ""),
        why="An exception in a callback ends the whole training, and what was trained is lost."
        if run.last_hook
        else "Whoever calls your code gets the exception in place of a result.",
        line=raised.line,
    )


def _not_judged(run: Run, attempt: Attempt) -> NotJudged:
    if run.status == "timeout":
        limit = attempt.exercise.limits.scenario_seconds
        return NotJudged("timeout", f"This took longer than {limit:g} seconds and was stopped ({_progress(run)}).")
    if run.status == "crashed" and run.stopped:
        return NotJudged("crashed", f"{run.stopped} ({_progress(run)})")
    if run.status == "crashed":
        how = f" with exit code {run.exit_code}" if run.exit_code is not None else ""
        return NotJudged("crashed", f"The process that ran your code ended early{how} ({_progress(run)}).")
    return NotJudged("not_run", "This could not be looked at, because an earlier step did not come to its end.")


def _progress(run: Run) -> str:
    ended = sum(len(fit.epochs) for fit in run.fits)
    return f"after {ended} epoch{'s' if ended != 1 else ''}" if run.fits else "before any training began"
