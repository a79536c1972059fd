"""From evidence and verdicts to a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from grader.evidence import Run
from grader.judge import Attempt
from grader.kit.printed import clean
from grader.oracles import Foreseen
from grader.picture.compare import compare
from grader.picture.observe import observe
from grader.picture.timeline import Picture, Scene, Timeline, Verdict
from grader.report import CheckResult, Report

MOST_SCENES, MOST_FITS, LONGEST = 48, 8, 600
# What a suite may offer: what the oracles say of each fit of a run, in their order.
Oracle = Callable[[Run], Iterable[Foreseen]]


def picture_of(report: Report, attempt: Attempt, oracle: Oracle | None = None) -> Picture | None:
    """Return the picture of the judged ``attempt`` or None when nothing was run.

    ``oracle`` is the suite's own; where it says nothing, a scene has no marks of what should have happened. Whatever
    goes wrong here costs the picture and never the report.
    """
    evidence = attempt.evidence
    if evidence is None or report.status == "harness_error":
        return None
    decided: dict[str | None, list[Verdict]] = defaultdict(list)
    for check in report.checks:
        if check.status != "passed":
            decided[_scene_of(check, evidence.runs)].append(_verdict(check))
    picture = Picture(
        exercise=report.exercise,
        title=report.title,
        seed=report.seed,
        status=report.status,
        score=float(report.score),
        max_score=float(report.max_score),
        digest=attempt.digest,
        message=_short(report.message),
    )
    for name, run in evidence.runs.items():
        if run.fits or name in decided:
            timelines = _timelines(run, oracle, judged=bool(decided))
            picture.scenes.append(Scene(name, _note(run), timelines, decided[name]))
    picture.verdicts = decided[None]
    _bound(picture)
    return picture


def _scene_of(check: CheckResult, runs: dict[str, Run]) -> str | None:
    """Return the run that decided the check; one that only examines what another left stands for that one."""
    run = runs.get(check.run)
    if run is None:
        return None
    examined = run.case.get("examines")
    return examined if isinstance(examined, str) and examined in runs else check.run


def _timelines(run: Run, oracle: Oracle | None, *, judged: bool) -> list[Timeline]:
    """Return a timeline for each fit; where nothing failed, no oracle is asked that could be stricter than the judge."""
    foreseen = _foreseen(run, oracle)
    timelines = []
    for number, fit in enumerate(run.fits[:MOST_FITS]):
        timeline = observe(run, fit)
        if number < len(foreseen):
            compare(timeline, foreseen[number])
        if timeline.difference and not judged:
            timeline = observe(run, fit)
        timelines.append(timeline)
    return timelines


def _foreseen(run: Run, oracle: Oracle | None) -> list[Foreseen]:
    """Return what the suite foresees; evidence may be too incomplete, or too strange, for it to say anything."""
    if oracle is None or not run.fits:
        return []
    try:
        return list(oracle(run))
    except Exception:  # whatever it is: there is no picture of what should have happened, and no harm done
        return []


def _note(run: Run) -> str:
    if run.raised:
        line = f" (line {run.raised.line} of your file)" if run.raised.line else ""
        return _short(f"It raised {run.raised.type}: {run.raised.message}{line}.")
    notes = {
        "timeout": "It took too long and was stopped; the picture shows how far it came.",
        "crashed": "The process ended before the run did; the picture shows how far it came.",
        "not_run": "It did not begin, or did not come to its end.",
        "killed": "The exercise has ended this process on purpose: a training must survive that.",
    }
    return notes.get(run.status, "")


def _verdict(check: CheckResult) -> Verdict:
    fields = {name: _short(getattr(check, name)) for name in ("title", "expected", "seen", "why", "note")}
    return Verdict(**fields, status=check.status, line=check.line, lesson=check.lesson, name=check.name)


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} [...]"


def _bound(picture: Picture) -> None:
    """Leave out scenes that nothing was decided by, from the last one on, when there are too many."""
    while len(picture.scenes) > MOST_SCENES:
        spare = next((one for one in reversed(picture.scenes) if not one.verdicts), picture.scenes[-1])
        picture.scenes.remove(spare)
        picture.left_out += 1
