"""The overfitting rule of exercise 02 as a function of the history."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.oracles.improvement import History

STOP_LINE = "Stopping training due to overfitting..."


@dataclass(frozen=True)
class OverfittingOutcome:
    """What the rule says of a history.

    ``ratios`` holds val_loss / loss of each epoch up to the stop, None where one of them is missing; ``lines`` what each
    of these epochs prints, None where that is not graded (a loss of 0, or NaN). ``stop_epoch`` is the epoch, from 1,
    with which training ends, None when it goes on.
    """

    ratios: tuple[float | None, ...]
    stop_epoch: int | None
    lines: tuple[tuple[str, ...] | None, ...] = ()


def overfitting(history: History, *, threshold: float, initial_epoch: int = 0) -> OverfittingOutcome:
    """Return the first epoch of ``history`` whose val_loss / loss is strictly greater than ``threshold``.

    ``initial_epoch`` (from 0) is the number of the first epoch in ``history``. With a loss of 0 the ratio is infinite when
    val_loss is above it, and nothing to compare otherwise.
    """
    ratios: list[float | None] = []
    lines: list[tuple[str, ...] | None] = []
    for epoch, logs in enumerate(history, start=initial_epoch):
        ratio = _ratio(logs["loss"], logs["val_loss"]) if "loss" in logs and "val_loss" in logs else None
        stops = ratio is not None and ratio > threshold
        ratios.append(ratio)
        lines.append(_lines(epoch, ratio, stops, graded=logs.get("loss") != 0))
        if stops:
            return OverfittingOutcome(tuple(ratios), epoch + 1, tuple(lines))
    return OverfittingOutcome(tuple(ratios), None, tuple(lines))


def _ratio(loss: float, val_loss: float) -> float:
    if loss == 0:
        return math.inf if val_loss > 0 else math.nan
    return val_loss / loss


def _lines(epoch: int, ratio: float | None, stops: bool, *, graded: bool) -> tuple[str, ...] | None:
    """Return what ``epoch`` (from 0) prints."""
    if ratio is None:
        return ()
    if not graded or math.isnan(ratio):
        return None
    shown = f"Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}"
    return (shown, STOP_LINE) if stops else (shown,)
