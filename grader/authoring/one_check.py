"""A wrong submission graded for its named check alone: only the runs that this check looks at are made."""

from __future__ import annotations

import functools

from grader.authoring.brief import judge_until
from grader.authoring.specimen import Specimen
from grader.authoring.verdict import is_caught
from grader.evidence import Run
from grader.judge import Attempt, Engine, read
from grader.pytest_plugin.grade import judge
from grader.report import CheckResult, Report


def runs_by_check(attempt: Attempt) -> dict[str, set[str]]:
    """Judge ``attempt``, whose runs have ended, and return for each check the names of the runs that it looks at.

    A run comes with the one that it examines and with all of the chain that it belongs to: they make sense together.
    """
    if attempt.evidence is None:
        return {}
    looked = attempt.evidence.runs = _Looked(attempt.evidence.runs)
    found: dict[str, set[str]] = {}

    def tell(result: CheckResult) -> None:
        found[result.name] = _with_relatives(looked.names, looked)
        looked.names.clear()

    judge(attempt, tell)
    return found


def judge_named(specimen: Specimen, attempt: Attempt, needed: dict[str, set[str]], engine: Engine) -> Report:
    """Grade a wrong submission for its named check alone, and in the usual way where that does not see the fault.

    ``needed`` is what ``runs_by_check`` found. A fault may need runs that others look at: one that shows only when a
    file is used again, for instance.
    """
    caught = functools.partial(is_caught, specimen=specimen)
    name = specimen.caught_by
    if name in needed:
        report = judge_until(caught, _narrow(attempt, needed[name]), engine, name)
        if is_caught(report.checks, specimen):
            return report
        attempt = read(attempt.exercise, specimen.path, attempt.seed)
    return judge_until(caught, attempt, engine)


def _narrow(attempt: Attempt, names: set[str]) -> Attempt:
    if attempt.evidence:
        attempt.evidence.runs = {name: run for name, run in attempt.evidence.runs.items() if name in names}
    return attempt


class _Looked(dict[str, Run]):
    """Runs that note the ``names`` of those that somebody asks for."""

    def __init__(self, runs: dict[str, Run]) -> None:
        super().__init__(runs)
        self.names = set[str]()

    def __getitem__(self, name: str) -> Run:
        self.names.add(name)
        return super().__getitem__(name)


def _with_relatives(names: set[str], runs: dict[str, Run]) -> set[str]:
    pairs = [
        (name, other)
        for name, run in runs.items()
        for kind in ("examines", "continues")
        if (other := run.case.get(kind))
    ]
    found, before = set(names), set[str]()
    while found != before:
        before = set(found)
        found |= {one for pair in pairs for one in pair if found & set(pair)}
    return found
