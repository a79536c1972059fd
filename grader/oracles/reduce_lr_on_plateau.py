"""ReduceLROnPlateau as a function of the history."""

from __future__ import annotations

from dataclasses import dataclass

from grader.oracles.improvement import Best, History, Mode
from grader.oracles.precision import single


@dataclass(frozen=True)
class PlateauOutcome:
    """What ReduceLROnPlateau does with a history.

    ``rates`` holds the rate that each epoch trained with, ``final_rate`` the one after the last. ``reductions`` are the
    epochs at whose end the rate was reduced, ``announced`` the rates that the messages name.
    """

    rates: tuple[float, ...]
    reductions: tuple[int, ...]
    announced: tuple[float, ...]
    final_rate: float


def reduce_lr_on_plateau(
    history: History,
    *,
    rate: float,
    monitor: str = "val_loss",
    factor: float = 0.1,
    patience: int = 10,
    mode: Mode = "min",
    min_delta: float = 1e-4,
    cooldown: int = 0,
    min_lr: float = 0.0,
    initial_epoch: int = 0,
) -> PlateauOutcome:
    """Return what ``ReduceLROnPlateau`` of keras 3.15 does with ``history``, starting from ``rate``.

    A resumed run (``initial_epoch``, from 0) numbers its reductions on, and starts afresh with the best value.
    The best value outlives a reduction. A cooldown of 1 acts like none. Rates are rounded to single precision, as the
    optimizer holds them; the announced rate is the one before that rounding.
    """
    best, wait, cooling = Best(mode, min_delta), 0, 0
    current, rates, reductions, announced = single(rate), [], [], []
    for epoch, logs in enumerate(history, start=initial_epoch + 1):
        rates.append(current)
        if monitor not in logs:
            continue
        cooling = max(cooling - 1, 0)
        if best.take(logs[monitor]):
            wait = 0
        elif cooling == 0:
            wait += 1
            if wait >= patience and current > single(min_lr):
                new = max(current * factor, min_lr)
                reductions.append(epoch)
                announced.append(new)
                current, cooling, wait = single(new), cooldown, 0
    return PlateauOutcome(tuple(rates), tuple(reductions), tuple(announced), current)
