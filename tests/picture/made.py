"""Runs, verdicts and pictures that were made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.evidence import Run
from grader.oracles import Foreseen
from grader.picture.compare import compare
from grader.picture.observe import observe
from grader.picture.timeline import Picture, Scene, Timeline, Verdict

LOSSES = (1.0, 0.8, 0.9, 0.95, 0.7)


def run_of(
    val_losses: Sequence[Any] = LOSSES,
    *,
    asked: int | None = None,
    rates: Sequence[float] | None = None,
    printed: Sequence[str] = (),
    files: Sequence[str | None] = (),
    ends: bool = True,
    status: str = "finished",
) -> Run:
    """Return a run with one scripted fit that measured ``val_losses``, put together from events as a child sends them."""
    run = Run("curve", {"scenario": "one_fit"})
    rates = rates or [0.01] * (len(val_losses) + 1)
    _take(run, "fit", scripted=True, arguments={"epochs": asked or len(val_losses)})
    for index, value in enumerate(val_losses):
        logs = {"loss": 0.5, "val_loss": value}
        _take(run, "hook", probe="first", hook="on_epoch_begin", at=index, logs={}, rate=rates[index])
        _take(run, "hook", probe="first", hook="on_epoch_end", at=index, logs=logs, rate=rates[index])
        if index < len(printed):
            _take(run, "printed", stream="stdout", text=printed[index])
        _take(run, "hook", probe="last", hook="on_epoch_end", at=index, logs=logs, rate=rates[index + 1], stop=False)
        if index < len(files):
            _take(run, "file", path="best.keras", digest=files[index], at=index)
    if ends:
        _take(run, "hook", probe="last", hook="on_train_end", at=None, logs={})
        _take(run, "fit_end", epochs=[*range(len(val_losses))], history={})
    run.status = status  # type: ignore[assignment]  # what a child that died never said
    return run


def compared(run: Run, foreseen: Foreseen) -> Timeline:
    """Return the timeline of the only fit of ``run``, with what is foreseen."""
    timeline = observe(run, run.fit)
    compare(timeline, foreseen)
    return timeline


def too_long() -> Timeline:
    """Return a training that should have ended after epoch 4, and went on to epoch 5."""
    history = [{"loss": 0.5, "val_loss": value} for value in LOSSES]
    return compared(run_of(), Foreseen(history=history, watched="val_loss", last=4))


def too_short() -> Timeline:
    """Return a training that ended after epoch 2 of the 5 that should have been trained."""
    history = [{"loss": 0.5, "val_loss": value} for value in LOSSES]
    return compared(run_of(LOSSES[:2], asked=5), Foreseen(history=history, watched="val_loss", last=5))


def verdict(title: str = "It stops in time.", name: str = "test_stops", **fields: Any) -> Verdict:
    """Return what a failed check said."""
    words = {"expected": "training ends after epoch 4", "seen": "it ended after epoch 5", "why": "Patience is 2."}
    return Verdict(title=title, status="failed", name=name, **(words | fields))


def picture(*scenes: Scene, **fields: Any) -> Picture:
    """Return a picture of ``scenes``; without any, of one that failed and one that did not."""
    made = [*scenes] or [Scene("too_long", "", [too_long()], [verdict()]), Scene("fine", "", [_fine()])]
    whole: dict[str, Any] = {"exercise": "00_made_up", "title": "Made up", "seed": 7, "status": "failed"}
    return Picture(**(whole | {"score": 1.0, "max_score": 3.0, "scenes": made} | fields))


def _fine() -> Timeline:
    return compared(run_of(), Foreseen(watched="val_loss", last=5))


def _take(run: Run, event: str, **fields: Any) -> None:
    run.take({"event": event, **fields})
