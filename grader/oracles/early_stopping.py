"""EarlyStopping as a function of the history."""

from __future__ import annotations

from dataclasses import dataclass

from grader.oracles.improvement import Best, History, Mode


@dataclass(frozen=True)
class EarlyStoppingOutcome:
    """What EarlyStopping does with a history.

    ``epochs_run`` counts the epochs that train. ``stop_epoch`` is the last of them where the callback ended training,
    else None; ``best_epoch`` the one with the best value, None when no value was seen. ``restored_epoch`` is the epoch
    whose weights the model holds in the end where they are restored, which happens without an early stop as well.
    """

    epochs_run: int
    stop_epoch: int | None
    best_epoch: int | None
    restored_epoch: int | None


def early_stopping(
    history: History,
    *,
    monitor: str = "val_loss",
    min_delta: float = 0.0,
    patience: int = 0,
    mode: Mode = "min",
    restore_best_weights: bool = False,
    start_from_epoch: int = 0,
    initial_epoch: int = 0,
) -> EarlyStoppingOutcome:
    """Return what ``EarlyStopping`` of keras 3.15 does with ``history``, whose first epoch is ``initial_epoch`` (from 0).

    A resumed run numbers its epochs on, and ``start_from_epoch`` counts from the very first epoch.
    A patience of 0 acts like 1. Epochs before ``start_from_epoch`` (from 0), and epochs without the monitored value,
    neither count nor can they be the best. ``baseline`` and negative patience are left out: Keras is changing them.
    """
    best, best_epoch, wait, stop_epoch = Best(mode, min_delta), None, 0, None
    for epoch, logs in enumerate(history, start=initial_epoch):
        if monitor not in logs or epoch < start_from_epoch:
            continue
        wait += 1
        if best.take(logs[monitor]):
            best_epoch, wait = epoch + 1, 0
        elif wait >= patience:
            stop_epoch = epoch + 1
            break
    return EarlyStoppingOutcome(
        epochs_run=len(history) if stop_epoch is None else stop_epoch - initial_epoch,
        stop_epoch=stop_epoch,
        best_epoch=best_epoch,
        restored_epoch=best_epoch if restore_best_weights else None,
    )
