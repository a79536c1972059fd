"""Grading the wrong submissions of an exercise to see what they show."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from grader.authoring.observed import Observed, Seen, digest_of, judge_of
from grader.authoring.specimen import Specimen
from grader.catalogue import Exercise
from grader.diagnosis import Signature, signature_of
from grader.judge import Attempt, Engine
from grader.kit.cores import cores
from grader.kit.errors import KitError
from grader.pytest_plugin.grade import judge
from grader.report import Report

SEEDS = range(1, 3)  # what a submission shows with one seed only is chance
AT_ONCE = 10


def observe(
    exercise: Exercise, wrong: list[Specimen], kept: Observed, engine: Engine
) -> Iterator[tuple[Observed, int, int]]:
    """Yield what the ``wrong`` submissions show, again and again as more is known, and how many of how many are graded.

    Those that changed since ``kept``, or whose judge did, are graded. Raises KitError where the kit failed.
    """
    judge_now = judge_of(exercise)
    seen = {one.name: kept.seen[one.name] for one in wrong if kept.is_fresh(one, judge_now)}
    stale = [one for one in wrong if one.name not in seen]
    yield Observed(judge_now, dict(seen)), 0, len(stale)
    for start in range(0, len(stale), AT_ONCE):
        some = stale[start : start + AT_ONCE]
        found = _graded(exercise, some, engine)
        seen |= {one.name: Seen(digest_of(one), tuple(found[one.name])) for one in some}
        yield Observed(judge_now, dict(seen)), start + len(some), len(stale)


def _graded(exercise: Exercise, specimens: list[Specimen], engine: Engine) -> dict[str, list[Signature]]:
    def attempt(item: tuple[Specimen, int]) -> Attempt:
        return engine.attempt(exercise, item[0].path, item[1])

    work = [(one, seed) for one in specimens for seed in SEEDS]
    found: dict[str, list[Signature]] = {one.name: [] for one in specimens}
    with ThreadPoolExecutor(cores()) as pool:
        for (specimen, _), tried in zip(work, pool.map(attempt, work), strict=True):
            found[specimen.name] += signatures_in(judge(tried))
    return found


def signatures_in(report: Report) -> list[Signature]:
    """Return the signature in ``report``, or none where its status allows no diagnosis; raises KitError when the kit failed."""
    if report.status == "harness_error":
        raise KitError(f"{report.submission} could not be graded, seed {report.seed}: {report.message}")
    return [signature_of(report.checks)] if report.status == "failed" else []
