"""Errors of a check that its evidence is to blame for: a failure of the submission, told in a sentence.

Whatever else a check raises is a mistake of the suite, and a fault of the kit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.evidence import NoSingleFit, NotTold, Run
from grader.judge import Unmet

_NOT_RECORDED = (
    "What is not recorded cannot be judged. Code that replaces parts of Keras or Python, or that writes into the "
    "grader's records, can be the cause."
)


def unmet_by(error: BaseException | None, runs: Iterable[Run]) -> Unmet | None:
    """Return what the evidence of ``runs``, at which the check looked, lacks or has too much of; None for other errors."""
    if isinstance(error, Unmet):
        return error
    if isinstance(error, NoSingleFit):
        return Unmet(
            "the model is trained by one call of fit",
            f"fit was called {error.count} times",
            "Each call of fit starts anew: callbacks forget what they waited for, and the History is another.",
        )
    if isinstance(error, NotTold):
        return Unmet("a record of all that your code did", f"the run did not tell of `{error.name}`", _NOT_RECORDED)
    if isinstance(error, TypeError | ValueError) and (odd := next(_odd_logs(runs), None)):
        return Unmet("logs that hold numbers only", odd, "Keras and other callbacks compute with what the logs hold.")
    return None


def _odd_logs(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        for fit in run.fits:
            for epoch in fit.epochs:
                for logs in (epoch.logs, epoch.logs_after):
                    for name, value in logs.items():
                        if not isinstance(value, int | float):
                            yield f"after epoch {epoch.index}, `{name}` is {str(value)[:60]!r}, which is no number"
