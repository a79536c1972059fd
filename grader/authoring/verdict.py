"""Whether a report on a catalogued submission is what its header promises: None, or a sentence that says why not."""

from __future__ import annotations

from grader.authoring.specimen import Specimen
from grader.judge import STAGES
from grader.report import CheckResult, Report


def fault_of_right(report: Report) -> str | None:
    """Return what is wrong when a right submission does not get full points."""
    if report.status == "passed":
        return None
    failed = [check for check in report.checks if check.status != "passed"]
    first = f": {failed[0].name}: {failed[0].message}" if failed else ""
    return f"a right submission is {_state(report)}{first}"


def fault_of_wrong(report: Report, specimen: Specimen) -> str | None:
    """Return what is wrong when a wrong submission is not caught by its named check with the message meant for it.

    All checks of earlier stages must have passed: otherwise something else was caught.
    """
    if report.status in ("passed", "harness_error", "invalid", "not_attempted"):
        return f"a wrong submission is {_state(report)}"
    named = _named(report.checks, specimen)
    if named is None:
        return f"`caught by: {specimen.caught_by}` names no check of the suite"
    if named.status == "passed":
        others = ", ".join(check.name for check in report.checks if check.status != "passed")
        return f"{named.name} did not catch it, seed {report.seed} (these did: {others})"
    for wanted in specimen.messages:
        if wanted not in named.message:
            return f"{named.name} caught it, seed {report.seed}, but `{wanted}` is not in its message: {named.message}"
    earlier = [check.name for check in report.checks if check.status != "passed" and _stage(check) < _stage(named)]
    return f"{', '.join(earlier)} of an earlier stage failed too, seed {report.seed}" if earlier else None


def is_caught(verdicts: list[CheckResult], specimen: Specimen) -> bool:
    """Tell whether the named check of ``specimen`` is among ``verdicts`` and has caught it with the message meant for it."""
    named = _named(verdicts, specimen)
    if named is None or named.status not in ("failed", "timeout", "crashed"):
        return False
    return all(wanted in named.message for wanted in specimen.messages)


def _named(checks: list[CheckResult], specimen: Specimen) -> CheckResult | None:
    return next((check for check in checks if check.name == specimen.caught_by), None)


def _state(report: Report) -> str:
    return f"{report.status}, seed {report.seed}{report.message and f' ({report.message})'}"


def _stage(check: CheckResult) -> int:
    return [str(stage) for stage in STAGES].index(check.stage)
