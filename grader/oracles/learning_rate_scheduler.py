"""LearningRateScheduler as a function of the schedule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.oracles.precision import single


@dataclass(frozen=True)
class SchedulerOutcome:
    """What LearningRateScheduler does: ``announced`` holds the schedule's values, ``rates`` what the epochs used."""

    rates: tuple[float, ...]
    announced: tuple[float, ...]


def learning_rate_scheduler(
    schedule: Callable[[int, float], float], *, rate: float, epochs: int, initial_epoch: int = 0
) -> SchedulerOutcome:
    """Return the rates that ``LearningRateScheduler`` of keras 3.15 sets in epochs ``initial_epoch`` to ``epochs - 1``.

    ``schedule`` is given the epoch, from 0, and the rate before it in single precision, as the optimizer holds it.
    """
    current, announced = single(rate), []
    rates = []
    for epoch in range(initial_epoch, epochs):
        announced.append(schedule(epoch, current))
        current = single(announced[-1])
        rates.append(current)
    return SchedulerOutcome(tuple(rates), tuple(announced))
