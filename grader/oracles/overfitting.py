"""The overfitting rule of exercise 02 as a function of the history."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.oracles.improvement import History


@dataclass(frozen=True)
class OverfittingOutcome:
    """What the rule says of a history.

    ``ratios`` holds val_loss / loss of each epoch up to the stop, None where one of them is missing; ``stop_epoch`` is
    the epoch with which training ends, None when it goes on.
    """

    ratios: tuple[float | None, ...]
    stop_epoch: int | None


def overfitting(history: History, *, threshold: float) -> OverfittingOutcome:
    """Return the first epoch of ``history`` whose val_loss / loss is strictly greater than ``threshold``.

    With a loss of 0 the ratio is infinite when val_loss is above it, and nothing to compare otherwise.
    """
    ratios: list[float | None] = []
    for epoch, logs in enumerate(history, start=1):
        ratio = _ratio(logs["loss"], logs["val_loss"]) if "loss" in logs and "val_loss" in logs else None
        ratios.append(ratio)
        if ratio is not None and ratio > threshold:
            return OverfittingOutcome(tuple(ratios), epoch)
    return OverfittingOutcome(tuple(ratios), None)


def _ratio(loss: float, val_loss: float) -> float:
    if loss == 0:
        return math.inf if val_loss > 0 else math.nan
    return val_loss / loss
